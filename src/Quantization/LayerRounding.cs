using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>
/// Makes a network of integers out of one of floats, after training: ranges of least squared error, weights per output, and layer after layer in the order
/// of the network, on what the layers before it really give, rounding and bias.
/// </summary>
internal static class LayerRounding
{
    private const int NewtonSteps = 2;

    /// <summary>A network whose layers are rounded each by itself.</summary>
    /// <param name="model">The network of floats.</param>
    /// <param name="seen">What it does.</param>
    /// <param name="kept">Nodes that stay floats.</param>
    /// <exception cref="ToolException">No layer is left for integers.</exception>
    public static IntegerGraph Nearest(FloatModel model, Observation seen, IReadOnlySet<int> kept)
    {
        var graph = IntegerGraph.Of(model.Graph, IntegerPlan.Of(model.Graph, kept), node => seen.Ranges[node]);
        if (graph.Sums.Count == 0)
        {
            throw new ToolException("no convolution and no dense layer is left that could compute with integers.");
        }

        foreach (var (sum, node) in graph.Sums)
        {
            graph.Replace(node, SumRounding.Round(sum, model.Graph.Nodes[sum.Node], graph.Graph.Nodes[node], InputOf(graph, node), null, null));
        }

        return graph;
    }

    /// <summary>Rounds one layer after the other on what it reads when all before it are rounded.</summary>
    /// <param name="model">The network of floats.</param>
    /// <param name="seen">What it does.</param>
    /// <param name="graph">The network of integers.</param>
    /// <param name="compiled">The same, with all tensors to look at.</param>
    /// <param name="images">Inputs like those that it will see.</param>
    /// <param name="step">Is called after each image of each layer.</param>
    public static void Refine(
        FloatModel model, Observation seen, IntegerGraph graph, GraphNetwork compiled, IReadOnlyList<float[]> images, Action step)
    {
        foreach (var (sum, node) in graph.Sums)
        {
            var input = graph.Graph.Nodes[node].Inputs[0];
            var (place, patches) = (compiled.PlaceOf(input), new PatchStatistics(sum, images.Count));
            using (var network = compiled.Load(graph.Graph))
            {
                foreach (var image in images)
                {
                    patches.See(place >= 0 ? network.Run(image)[place] : Rounded(image, graph.IntegersOf(input)!));
                    step();
                }
            }

            var floats = model.Graph.Nodes[sum.Node];
            graph.Replace(node, SumRounding.Round(sum, floats, graph.Graph.Nodes[node], InputOf(graph, node), seen.Patches[sum.Node], patches));
            for (var newton = 0; newton < NewtonSteps && graph.Graph.Nodes[node].Integers!.Clamp != Activation.None; newton++)
            {
                var output = new OutputStatistics(sum.Result.Channels, images.Count, graph.IntegersOf(node)!);
                using var network = compiled.Load(graph.Graph);
                foreach (var image in images)
                {
                    output.See(network.Run(image)[compiled.PlaceOf(node)]);
                }

                graph.Replace(node, output.Correct(graph.Graph.Nodes[node], InputOf(graph, node), seen.Channels[graph.FloatOf(node)]));
            }
        }
    }

    private static Quantisation InputOf(IntegerGraph graph, int node) => graph.IntegersOf(graph.Graph.Nodes[node].Inputs[0])!;

    /// <summary>What the integers stand for that an input becomes.</summary>
    private static float[] Rounded(float[] values, Quantisation integers) =>
        [.. values.Select(value => SignedRounding.Of(value, (float)integers.Scale, (float)integers.ZeroPoint))];
}
