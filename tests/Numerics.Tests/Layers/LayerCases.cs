using System.Reflection;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>All layer cases, compiled together once.</summary>
internal static class LayerCases
{
    private const int Seed = 20;
    private const string SeparateSuffix = "_separate";

    private static readonly Dictionary<string, LayerCase> s_cases =
        Chosen.ToDictionary(layer => layer.Name);

    private static readonly Lazy<(Dictionary<string, NetworkSource> Sources, Assembly Assembly)> s_compiled = new(Compile);

    /// <summary>Cases that somebody thought of; <see cref="Properties.RandomNetworks"/> are drawn by lot.</summary>
    public static IEnumerable<LayerCase> Chosen =>
        new[]
        {
            ConvolutionCases.All,
            DepthwiseCases.All,
            TransposedCases.All,
            PoolingCases.All,
            ShapeCases.All,
            SliceCases.All,
            CombinedCases.All,
            ReductionCases.All,
            RearrangedCases.All,
            ActivationCases.All,
            FusionCases.All,
            GraphCases.All,
            BlockCases.All,
        }.SelectMany(cases => cases);

    public static IEnumerable<string> Names => s_cases.Keys;

    public static CompiledLayer Get(string name)
    {
        var shaped = s_compiled.Value.Sources[name].Shaped;
        return new CompiledLayer(shaped, RandomTensors.For(shaped, Seed), Runner(name));
    }

    /// <summary>The same network with every stage in a call of its own.</summary>
    public static INetworkRunner Separate(string name) => Runner(name + SeparateSuffix);

    private static INetworkRunner Runner(string type) =>
        NetworkRunner.For(s_compiled.Value.Assembly.GetType("Users." + type, throwOnError: true)!);

    private static (Dictionary<string, NetworkSource> Sources, Assembly Assembly) Compile()
    {
        var sources = s_cases.Values.ToDictionary(
            layer => layer.Name,
            layer => NetworkSource.Compile(layer.Description, NetworkSource.Class(layer.Name)));
        var separate = BlockCases.All.Select(
            layer => NetworkSource.Compile(layer.Description, NetworkSource.Class(layer.Name + SeparateSuffix), BlockPass.Separate)).ToList();
        return (sources, Compiler.Compile(
            [
                .. sources.Values.Concat(separate).Select(source => source.Spine),
                .. sources.Values.Concat(separate).SelectMany(source => source.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
            ]));
    }
}

/// <summary>A small network, ready to run.</summary>
internal sealed record CompiledLayer(ShapedGraph Shaped, TensorSet Weights, INetworkRunner Runner);
