using BenchmarkDotNet.Attributes;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Benchmarks.Layers;

/// <summary>A generated network with made-up weights, ready to run, in this process.</summary>
[InProcess]
[MemoryDiagnoser]
public abstract class RunBenchmark<TNetwork>
    where TNetwork : ITensorNetwork<TNetwork>
{
    private readonly float[] _input = NetworkInputs.Noise(TNetwork.Info)[0];
    private readonly float[] _output = new float[TNetwork.Info.Outputs[0].Length];
    private TNetwork? _network;

    [GlobalSetup]
    public void Prepare() => _network = TNetwork.Create(WeightSource.CreateRandom(1));

    [GlobalCleanup]
    public void Free() => _network!.Dispose();

    private protected void RunOnce() => _network!.Run(_input, _output);
}
