using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>Makes a node and the stage that makes its input one, again and again, where the node knows how and nobody else reads that input.</summary>
internal static class FusionPass
{
    public static FusedGraph Fuse(ShapedGraph shaped)
    {
        var graph = shaped.Graph;
        var readers = CountReaders(graph);
        var stages = new List<Stage?>();
        var makers = new Dictionary<int, int>();
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            if (node.Inputs.Count == 0)
            {
                continue;
            }

            var place = stages.Count;
            stages.Add(new Stage(node.Name, node.Operation, node.Inputs, index));
            while (Fold(shaped, stages, place, makers, readers) is { } maker)
            {
                place = maker;
            }

            makers[index] = place;
        }

        return new FusedGraph(shaped, LiveStages([.. stages.OfType<Stage>()], graph).ToEquatable());
    }

    /// <returns>Where the stage stands that is now both; null if the stage stays as it is.</returns>
    private static int? Fold(ShapedGraph shaped, List<Stage?> stages, int place, Dictionary<int, int> makers, int[] readers)
    {
        var own = stages[place]!;
        IReadOnlyList<TensorType> types = [.. own.Inputs.Select(input => shaped.Types[input])];
        if (types.Any(type => type.IsInteger) && !IsBorder(own, stages, makers))
        {
            return null;
        }

        foreach (var input in own.Inputs)
        {
            if (readers[input] == 1 && makers.TryGetValue(input, out var maker) && own.Operation.FoldInto(stages[maker]!, own, types) is { } both)
            {
                UpdateReaderCounts(stages[maker]!.Inputs, own.Inputs, both.Inputs, readers);
                stages[place] = null;
                stages[maker] = both;
                return maker;
            }
        }

        return null;
    }

    /// <summary>
    /// Integers are rounded after each operation, so that two are one only where the first is a border: what pads a window stands for 0 as well.
    /// </summary>
    private static bool IsBorder(Stage own, List<Stage?> stages, Dictionary<int, int> makers) =>
        own.Operation.SlidingWindow is not null && own.Operation.FoldsBatchNorm
        && makers.TryGetValue(own.Inputs[0], out var maker) && stages[maker]!.Operation.ZeroBorder is not null;

    private static void UpdateReaderCounts(IEnumerable<int> makers, IEnumerable<int> own, IEnumerable<int> both, int[] readers)
    {
        foreach (var input in makers.Concat(own))
        {
            readers[input]--;
        }

        foreach (var input in both)
        {
            readers[input]++;
        }
    }

    /// <summary>How many nodes and network outputs read each tensor.</summary>
    private static int[] CountReaders(NetworkGraph graph)
    {
        var readers = new int[graph.Nodes.Count];
        foreach (var input in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Node)))
        {
            readers[input]++;
        }

        return readers;
    }

    /// <summary>The stages that an output depends on.</summary>
    private static IEnumerable<Stage> LiveStages(IReadOnlyList<Stage> stages, NetworkGraph graph)
    {
        var needed = new HashSet<int>(graph.Outputs.Select(output => output.Node));
        var alive = new List<Stage>();
        foreach (var stage in stages.Reverse())
        {
            if (needed.Contains(stage.Output))
            {
                needed.UnionWith(stage.Inputs);
                alive.Add(stage);
            }
        }

        return Enumerable.Reverse(alive);
    }
}
