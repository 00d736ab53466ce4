using MobileNetGen.Generator.Support;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>Which convolutions and dense layers stay floats when a network is quantized.</summary>
public sealed class FloatLayers
{
    private readonly Func<ImportGraph, Func<IReadOnlySet<int>>, IReadOnlySet<int>> _find;

    private FloatLayers(Func<ImportGraph, Func<IReadOnlySet<int>>, IReadOnlySet<int>> find) => _find = find;

    /// <summary>None: all of them become integers.</summary>
    public static FloatLayers None { get; } = new((_, _) => new HashSet<int>());

    /// <summary>
    /// The first ones, as far as their outputs cost much as integers, and the last one with them, if there are any: at most a fifth of the multiply-adds.
    /// They are found by measuring on the calibration inputs.
    /// </summary>
    public static FloatLayers Auto { get; } = new((_, auto) => auto());

    /// <summary>The first ones, in the network's order.</summary>
    /// <param name="count">How many, from 0 to as many as the network has.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0.</exception>
    public static FloatLayers First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new FloatLayers((graph, _) => Leading(graph, count));
    }

    /// <summary>Those of some names.</summary>
    /// <param name="names">Names of convolutions and dense layers, as the description has them.</param>
    public static FloatLayers Named(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] all = [.. names];
        return new FloatLayers((graph, _) => all.Select(name => Find(graph, name)).ToHashSet());
    }

    /// <summary>Their nodes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="auto">Finds them by measuring.</param>
    /// <exception cref="ToolException">The network has no such layer.</exception>
    internal IReadOnlySet<int> Of(ImportGraph graph, Func<IReadOnlySet<int>> auto) => _find(graph, auto);

    private static HashSet<int> Leading(ImportGraph graph, int count)
    {
        var sums = SumLayer.All(graph);
        return count <= sums.Count
            ? [.. sums.Take(count).Select(sum => sum.Node)]
            : throw new ToolException($"the first {Invariant.Format(count)} layers are to stay floats; 0 to {Invariant.Format(sums.Count)} are accepted: "
                + $"the network has {Names(graph, sums)}.");
    }

    private static int Find(ImportGraph graph, string name)
    {
        var sums = SumLayer.All(graph);
        return sums.FirstOrDefault(sum => graph.Nodes[sum.Node].Name == name)?.Node ?? throw new ToolException(
            $"\"{name}\" is to stay floats and is no convolution and no dense layer; some of {Names(graph, sums)} are accepted.");
    }

    private static string Names(ImportGraph graph, IReadOnlyList<SumLayer> sums) => string.Join(", ", sums.Select(sum => graph.Nodes[sum.Node].Name));
}
