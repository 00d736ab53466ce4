using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>Which nodes of a network compute with integers.</summary>
internal static class IntegerPlan
{
    /// <summary>
    /// Layers of sums but for those that are kept, and what follows them as far as there are integers for it. Probabilities and unit vectors stay floats:
    /// in 8 bits, classes would be equal that are not.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="kept">Nodes that stay floats.</param>
    public static bool[] Of(ImportGraph graph, IReadOnlySet<int> kept)
    {
        var isInteger = new bool[graph.Nodes.Count];
        var feedsKept = FeedsKept(graph, kept);
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            isInteger[index] = node.Operation is Input ? !feedsKept[index]
                : !kept.Contains(index) && HasIntegers(node) && (SumLayer.Of(graph, index) is not null || node.Inputs.All(input => isInteger[input]));
        }

        return isInteger;
    }

    private static bool HasIntegers(ImportNode node) => node.Operation switch
    {
        Softmax or L2Normalize or PRelu or ConvTranspose or Maximum or Minimum or Input => false,
        Add or Sub or Mul => node.Inputs.Count == 2,
        var operation => operation.TakesIntegers && node.Inputs.Count > 0,
    };

    /// <summary>True for tensors that reach a kept layer with no layer of sums between.</summary>
    private static bool[] FeedsKept(ImportGraph graph, IReadOnlySet<int> kept)
    {
        var feeds = new bool[graph.Nodes.Count];
        for (var index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            if (kept.Contains(index) || (feeds[index] && SumLayer.Of(graph, index) is null))
            {
                foreach (var input in graph.Nodes[index].Inputs)
                {
                    feeds[input] = true;
                }
            }
        }

        return feeds;
    }
}
