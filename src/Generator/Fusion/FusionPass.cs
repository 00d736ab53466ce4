using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>Folds each node into the stage that makes its input, where the node knows how and nobody else reads that input.</summary>
internal static class FusionPass
{
    public static FusedGraph Fuse(ShapedGraph shaped)
    {
        var graph = shaped.Graph;
        var readers = CountReaders(graph);
        var stages = new List<Stage>();
        var makers = new Dictionary<int, int>();
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            if (node.Inputs.Count == 0)
            {
                continue;
            }

            if (Fold(node, stages, makers, readers) is { } maker)
            {
                stages[maker] = stages[maker] with { Output = index };
                makers[index] = maker;
                continue;
            }

            makers[index] = stages.Count;
            stages.Add(new Stage(node.Name, node.Operation, node.Inputs, index));
        }

        return new FusedGraph(shaped, Alive(stages, graph).ToEquatable());
    }

    private static int? Fold(GraphNode node, List<Stage> stages, Dictionary<int, int> makers, int[] readers)
    {
        if (node.Inputs.Count != 1 || readers[node.Inputs[0]] != 1 || !makers.TryGetValue(node.Inputs[0], out var maker)
            || node.Operation.FoldInto(stages[maker], node.Name) is not { } folded)
        {
            return null;
        }

        stages[maker] = folded with { Folded = folded.Folded.Append(node.Name).ToEquatable() };
        return maker;
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
    private static IEnumerable<Stage> Alive(List<Stage> stages, NetworkGraph graph)
    {
        var needed = new HashSet<int>(graph.Outputs.Select(output => output.Node));
        var alive = new List<Stage>();
        foreach (var stage in Enumerable.Reverse(stages))
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
