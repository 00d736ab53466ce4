using BenchmarkDotNet.Attributes;

namespace MobileNetGen.Benchmarks.Layers;

/// <summary>A generated network with made-up weights, ready to run, in this process.</summary>
[InProcess]
[MemoryDiagnoser]
public abstract class RunBenchmark<TNetwork>
    where TNetwork : IImageNetwork<TNetwork>
{
    private readonly float[] _input = new float[TNetwork.Info.Inputs[0].Length];
    private readonly float[] _output = new float[TNetwork.Info.Outputs[0].Length];
    private TNetwork? _network;

    /// <summary>Noise from −1 to 1, and weights.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        for (var index = 0; index < _input.Length; index++)
        {
            _input[index] = (random.NextSingle() * 2) - 1;
        }

        _network = TNetwork.Create(WeightSource.Seeded(1));
    }

    [GlobalCleanup]
    public void Free() => _network!.Dispose();

    private protected void RunOnce() => _network!.Run(_input, _output);
}
