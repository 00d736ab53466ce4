using System.Reflection;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Tensors;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>All layer cases, compiled together once.</summary>
internal static class LayerCases
{
    private const int Seed = 20;

    private static readonly Dictionary<string, LayerCase> s_cases =
        new[] { ConvolutionCases.All, DepthwiseCases.All, TransposedCases.All, PoolingCases.All, ShapeCases.All, ActivationCases.All, RandomWindowCases.All, GraphCases.All, RandomGraphCases.All }
            .SelectMany(cases => cases)
            .ToDictionary(layer => layer.Name);

    private static readonly Lazy<(Dictionary<string, NetworkSource> Sources, Assembly Assembly)> s_compiled = new(Compile);

    public static IEnumerable<string> Names => s_cases.Keys;

    public static CompiledLayer Get(string name)
    {
        var shaped = s_compiled.Value.Sources[name].Shaped;
        return new CompiledLayer(
            shaped,
            RandomTensors.For(shaped, Seed),
            NetworkRunner.For(s_compiled.Value.Assembly.GetType("Users." + name, throwOnError: true)!));
    }

    private static (Dictionary<string, NetworkSource> Sources, Assembly Assembly) Compile()
    {
        var sources = s_cases.Values.ToDictionary(
            layer => layer.Name,
            layer => NetworkSource.Compile(layer.Description, NetworkSource.Class(layer.Name)));
        return (sources, Compiler.Compile(
            [
                .. sources.Values.Select(source => source.Spine),
                .. sources.Values.SelectMany(source => source.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
            ]));
    }
}

/// <summary>A small network, ready to run.</summary>
internal sealed record CompiledLayer(ShapedGraph Shaped, TensorSet Weights, INetworkRunner Runner);
