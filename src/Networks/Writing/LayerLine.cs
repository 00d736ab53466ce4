using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>A layer as a line of JSON: its kind, its name, and what differs from the defaults.</summary>
internal static class LayerLine
{
    public static JsonLine Of(LayerDraft draft, string name, DraftDefaults defaults)
    {
        var operation = draft.Main.Operation;
        var line = new JsonLine().With("kind", operation.LayerName).With("name", name).With(operation.LayerKeys(defaults.Padding));
        End(line, draft, defaults);
        return line;
    }

    /// <summary>True if a layer kind of that name exists.</summary>
    public static bool HasKind(Operation operation) => operation is Input || LayerKinds.Find(operation.Kind) is not null;

    /// <summary>Bias, batch normalisation and activation.</summary>
    public static void End(JsonLine line, LayerDraft draft, DraftDefaults defaults)
    {
        var normalised = draft.Norm is not null;
        if (draft.Convolves)
        {
            line.With(Properties.BatchNorm.Unless(normalised, defaults.BatchNorm));
            line.With(Properties.Bias.Unless(draft.HasBias, !normalised));
        }

        line.With(Properties.Epsilon.Unless(draft.Epsilon, defaults.Epsilon));
        line.With(draft.Softmax
            ? [Properties.DenseActivation.Of(HeadValue.Softmax)]
            : Properties.Activation.Unless(draft.Activation, draft.Convolves ? defaults.Activation : null));
    }
}
