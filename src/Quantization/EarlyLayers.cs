using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>
/// The first layers of a network whose outputs cost most as integers. They have few channels, so that an error is averaged over few inputs, and layers after
/// them amplify it. Each output is rounded by itself, all others being floats, and what that leaves of the logits' signal to noise is measured.
/// </summary>
internal static class EarlyLayers
{
    /// <summary>Decibels that an output must leave to be integers.</summary>
    public const double MinDecibels = 36;

    /// <summary>Of all multiply-adds, the share that may stay floats.</summary>
    public const double MaxShare = 0.2;

    /// <summary>How many images tell it well enough.</summary>
    private const int MaxImages = 20;

    /// <summary>
    /// From the first layer on those whose output alone leaves less than <see cref="MinDecibels"/> decibels, and the layer after them, which reads
    /// the last of these outputs; as many as have <see cref="MaxShare"/> of the multiply-adds. Where there are such layers, the last one stays floats
    /// with them if it belongs to that share: 256 steps would make classes equal that are not.
    /// </summary>
    public static IReadOnlySet<int> Of(FloatModel model, Observation seen, IReadOnlyList<float[]> images, Func<int, Action> steps)
    {
        var (layers, tested) = Candidates(model.Graph);
        IReadOnlyList<float[]> some = [.. images.Take(MaxImages)];
        var step = steps((tested.Count + 1) * some.Count);
        var gated = new GatedGraph(model.Graph, tested, seen.Ranges);
        var expected = Logits(gated, open: -1, some, step);
        var worst = tested.TakeWhile((_, index) =>
            Logits(gated, index, some, step).Zip(expected, (actual, exact) => Decibels.OfLogits(exact, actual)).Average() < MinDecibels).Count();
        if (worst == 0)
        {
            return new HashSet<int>();
        }

        var sums = SumLayer.All(model.Graph);
        List<int> kept = [.. layers.Take(worst + 1), sums[^1].Node];
        var share = (double)sums.Where(sum => kept.Contains(sum.Node)).Sum(sum => sum.MultiplyAdds) / sums.Sum(sum => sum.MultiplyAdds);
        return (share <= MaxShare ? kept : kept.SkipLast(1)).ToHashSet();
    }

    /// <summary>Layers of sums that may stay floats, and the nodes of their outputs, after a ReLU that ends them.</summary>
    private static (IReadOnlyList<int> Layers, IReadOnlyList<int> Outputs) Candidates(ImportGraph graph)
    {
        var sums = SumLayer.All(graph);
        var all = sums.Sum(sum => sum.MultiplyAdds) * MaxShare;
        List<SumLayer> affordable = [.. sums.TakeWhile(sum => (all -= sum.MultiplyAdds) >= 0)];
        var uses = graph.Uses();
        return ([.. affordable.Select(sum => sum.Node)], [.. affordable.Select(sum => End(graph, uses, sum.Node))]);
    }

    private static int End(ImportGraph graph, int[] uses, int node)
    {
        var reader = uses[node] == 1 ? Enumerable.Range(0, graph.Nodes.Count).FirstOrDefault(next => graph.Nodes[next].Inputs.Contains(node), node) : node;
        return graph.Nodes[reader].Operation is Activate ? reader : node;
    }

    private static List<float[]> Logits(GatedGraph gated, int open, IReadOnlyList<float[]> images, Action step)
    {
        using var network = gated.Load(open);
        return [.. images.Select(image =>
        {
            var logits = network.Run(image)[0];
            step();
            return logits;
        })];
    }
}
