using BenchmarkDotNet.Attributes;

namespace MobileNetGen.Benchmarks.Layers;

/// <summary>One layer of the shapes that MobileNets have, on one thread.</summary>
[GenericTypeArguments(typeof(FirstConvolution))]
[GenericTypeArguments(typeof(DepthwiseEarly))]
[GenericTypeArguments(typeof(DepthwiseMiddle))]
[GenericTypeArguments(typeof(DepthwiseFive))]
[GenericTypeArguments(typeof(PointwiseEarly))]
[GenericTypeArguments(typeof(PointwiseMiddle))]
[GenericTypeArguments(typeof(PointwiseLate))]
[GenericTypeArguments(typeof(PointwiseNarrow))]
[GenericTypeArguments(typeof(SeparableMiddle))]
[GenericTypeArguments(typeof(Classifier))]
public class LayerBenchmark<TNetwork> : RunBenchmark<TNetwork>
    where TNetwork : ITensorNetwork<TNetwork>
{
    [Benchmark]
    public void Run() => RunOnce();
}

/// <summary>A whole network.</summary>
[GenericTypeArguments(typeof(MobileNetV1))]
[GenericTypeArguments(typeof(MobileNetV2))]
[GenericTypeArguments(typeof(MobileNetV3Large))]
[GenericTypeArguments(typeof(MobileNetV3Small))]
public class NetworkBenchmark<TNetwork> : RunBenchmark<TNetwork>
    where TNetwork : ITensorNetwork<TNetwork>
{
    [Benchmark]
    public void Run() => RunOnce();
}
