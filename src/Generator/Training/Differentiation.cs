using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>
/// Makes a training step of a network: the forward pass, node by node, and the backward pass, in the opposite order, by the rules of the operations.
/// A softmax that ends the network is left to the loss, which is exact on what goes into it.
/// </summary>
internal static class Differentiation
{
    /// <param name="isWhole">True for gradients of the network's inputs, and of a softmax that ends it, which training has no use for.</param>
    public static Result<TrainingGraph> Differentiate(ShapedGraph shaped, bool isWhole = false)
    {
        var graph = shaped.Graph;
        var builder = new TrainingBuilder();
        var tensors = new int[graph.Nodes.Count];
        var problems = new ProblemList();
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            tensors[index] = node.Inputs.Count == 0 && node.Operation is Input
                ? builder.Source(node.Name, shaped.Types[index])
                : node.Operation.Train(new ForwardScope(builder, node.Name, [.. node.Inputs.Select(input => tensors[input])], shaped.Types[index]));
        }

        var inputs = Enumerable.Range(0, graph.Nodes.Count).Where(index => graph.Nodes[index].Operation is Input).ToList();
        var outputs = graph.Outputs.Select(output => new GraphOutput(output.Name, tensors[isWhole ? output.Node : BeforeSoftmax(graph, output.Node)])).ToList();
        var forward = builder.Nodes.Count;
        var gradients = new Backward(builder, [.. inputs.Select(input => tensors[input])], isWhole);
        var upstream = outputs.Select(output => gradients.Start(output)).ToList();
        for (var index = forward - 1; index >= 0; index--)
        {
            if (!gradients.Pass(index))
            {
                var node = builder.Nodes[index];
                problems.Add(new Problem(
                    ProblemKind.NotDifferentiable,
                    graph.Nodes.First(layer => layer.Name == node.Name).Path,
                    $"\"{node.Name}\" ({node.Operation!.Kind}) cannot be trained through: there is no rule for its gradient; leave Trainable out, or put "
                        + "another kind of layer in its place."));
            }
        }

        var inputGradients = inputs
            .Select(input => (graph.Nodes[input].Name, Gradient: gradients.Of(tensors[input])))
            .Where(input => input.Gradient is not null)
            .Select(input => new GraphOutput(input.Name, input.Gradient!.Value))
            .ToEquatable();
        return Result<TrainingGraph>.From(
            new TrainingGraph(
                graph.Name,
                builder.Nodes.ToEquatable(),
                forward,
                inputs.Select(input => new GraphOutput(graph.Nodes[input].Name, tensors[input])).ToEquatable(),
                outputs.ToEquatable(),
                upstream.ToEquatable(),
                inputGradients,
                builder.Parameters,
                builder.Statistics,
                builder.Masks),
            problems);
    }

    private static int BeforeSoftmax(NetworkGraph graph, int node) =>
        graph.Nodes[node].Operation.IsLeftToLoss ? BeforeSoftmax(graph, graph.Nodes[node].Inputs[0]) : node;
}
