using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>Gathers nodes into layers: a convolution with what ends it is one layer of a description.</summary>
internal static class LayerGrouping
{
    /// <summary>The layers in order, each with the index of the node that makes its output.</summary>
    public static IReadOnlyList<LayerDraft> Draft(ImportGraph graph)
    {
        var uses = graph.Uses();
        var reader = new int[graph.Nodes.Count];
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            foreach (var input in graph.Nodes[index].Inputs)
            {
                reader[input] = index;
            }
        }

        var taken = new bool[graph.Nodes.Count];
        var drafts = new List<LayerDraft>();
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            if (!taken[index] && graph.Nodes[index].Operation is not Input)
            {
                var draft = new LayerDraft(graph.Nodes[index], index) { Activation = graph.Nodes[index].Integers?.Clamp ?? Activation.None };
                while (graph.Nodes[index].Integers is null
                    && uses[draft.Last] == 1
                    && reader[draft.Last] > draft.Last
                    && Extend(draft, graph.Nodes[reader[draft.Last]]) is { } extended)
                {
                    taken[reader[draft.Last]] = true;
                    draft = extended with { Last = reader[draft.Last] };
                }

                drafts.Add(draft);
            }
        }

        return drafts;
    }

    private static LayerDraft? Extend(LayerDraft draft, ImportNode next) => next.Operation switch
    {
        BatchNorm when draft is { Convolves: true, Norm: null } && draft.Activation == Activation.None => draft with { Norm = next },
        Activate { Activation: var activation } when draft.Activation == Activation.None
            && !draft.Softmax
            && EndsIn(draft, activation) => draft with { Activation = activation },
        Softmax when draft.Main.Operation is Dense && draft.Activation == Activation.None && !draft.Softmax => draft with { Softmax = true },
        _ => null,
    };

    /// <summary>Layers name an activation and no slope: one with a slope of its own is a layer.</summary>
    private static bool EndsIn(LayerDraft draft, Activation activation) =>
        (draft.Convolves || draft.Main.Operation is Dense or Add or Mul) && ActivationName.Find(ActivationName.Of(activation)) == activation;
}
