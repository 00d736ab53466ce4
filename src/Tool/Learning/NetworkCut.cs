using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Learning;

/// <summary>A network in two: a part that stays as it is, and one that is trained on what the first makes of images.</summary>
/// <param name="Frozen">The first part, with one output; null if all is trained.</param>
/// <param name="Trained">The second part.</param>
/// <param name="Layers">How many layers with weights the second part has, normalisations apart.</param>
internal sealed record NetworkCut(ShapedGraph? Frozen, ShapedGraph Trained, int Layers)
{
    private const string Features = "features";

    public static NetworkCut Of(ShapedGraph shaped, TrainedPart part)
    {
        var nodes = shaped.Graph.Nodes;
        List<int> layers = [.. Enumerable.Range(0, nodes.Count).Where(node => HasWeights(shaped, node) && !HeadEdit.IsNorm(shaped, node))];
        if (part.Layers is not { } count)
        {
            return new NetworkCut(null, shaped, layers.Count);
        }

        // What goes through one tensor alone can be cut there; in a residual block, the place before it.
        var first = layers[Math.Max(0, layers.Count - count)];
        var at = Enumerable.Range(0, first).Last(node => IsBridge(shaped, node));
        while (nodes[at].Operation is Dropout || (nodes[at].Operation.IsView && nodes[at].Inputs.Count == 1))
        {
            at = nodes[at].Inputs[0];
        }

        return nodes[at].Operation is Input
            ? new NetworkCut(null, shaped, layers.Count)
            : new NetworkCut(Before(shaped, at), After(shaped, at), layers.Count(layer => layer > at));
    }

    /// <summary>Says so where more is trained than was asked for.</summary>
    public IEnumerable<string> NoteOf(TrainedPart part)
    {
        if (part.Layers < Layers)
        {
            yield return $"the network can be cut {(Frozen is null ? "nowhere before its" : "before its last")} "
                + $"{Layers} layers with weights, which are all trained; {part.DisplayText} ends within a block";
        }
    }

    private static bool HasWeights(ShapedGraph shaped, int node) =>
        shaped.Graph.Nodes[node].Inputs.Count > 0 && shaped.Graph.Nodes[node].Operation.Weights(shaped.InputTypes(node)) is not null;

    /// <summary>True if no node after it reads a node before it, but constants.</summary>
    private static bool IsBridge(ShapedGraph shaped, int node) => Enumerable.Range(node + 1, shaped.Graph.Nodes.Count - node - 1)
        .All(later => shaped.Graph.Nodes[later].Inputs.All(input => input >= node || IsConstant(shaped, input)));

    private static bool IsConstant(ShapedGraph shaped, int node) => shaped.Graph.Nodes[node] is { Inputs.Count: 0, Operation: not Input };

    private static ShapedGraph Before(ShapedGraph shaped, int at) => new(
        shaped.Graph with
        {
            Nodes = shaped.Graph.Nodes.Take(at + 1).ToEquatable(),
            Outputs = new[] { new GraphOutput(Features, at) }.ToEquatable(),
        },
        shaped.Types.Take(at + 1).ToEquatable());

    private static ShapedGraph After(ShapedGraph shaped, int at)
    {
        var constants = Enumerable.Range(0, at).Where(node => IsConstant(shaped, node)).ToList();
        var input = new GraphNode(
            shaped.Graph.Nodes.Any(node => node.Name == Features) ? Features + "_" : Features,
            new Input(shaped.Types[at], null),
            EquatableArray<int>.Empty,
            "");
        List<int> kept = [.. constants, at, .. Enumerable.Range(at + 1, shaped.Graph.Nodes.Count - at - 1)];
        var places = kept.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        var nodes = kept.Select(node => node == at
            ? input
            : shaped.Graph.Nodes[node] with { Inputs = shaped.Graph.Nodes[node].Inputs.Select(each => places[each]).ToEquatable() });
        var graph = shaped.Graph with
        {
            Nodes = nodes.ToEquatable(),
            Outputs = shaped.Graph.Outputs.Select(output => output with { Node = places[output.Node] }).ToEquatable(),
        };
        return new ShapedGraph(graph, kept.Select(node => shaped.Types[node]).ToEquatable());
    }
}
