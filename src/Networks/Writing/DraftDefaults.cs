using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>What layers take where they say nothing: the commonest of each.</summary>
internal sealed record DraftDefaults(Padding? Padding, double? Epsilon, Activation? Activation, bool? BatchNorm)
{
    public static DraftDefaults Of(IReadOnlyList<LayerDraft> drafts)
    {
        var convolving = drafts.Where(draft => draft.Convolves).ToList();
        return new DraftDefaults(
            Commonest(convolving.Where(draft => draft.Window!.Kernel != Extent.One).Select(draft => draft.Window!.Padding)),
            Commonest(convolving.Where(draft => draft.Epsilon is not null).Select(draft => draft.Epsilon!.Value)) is var epsilon && epsilon > 0
                ? epsilon
                : null,
            Commonest(convolving.Select(draft => draft.Activation)) is var activation && activation != Generator.Ops.Activation.None ? activation : null,
            convolving.Count > 0 ? Commonest(convolving.Select(draft => draft.Norm is not null)) : null);
    }

    /// <summary>The same for a kind whose layers are normalised and activated unless they say otherwise.</summary>
    public DraftDefaults ForBlock(Property<Activation> activation) =>
        this with { BatchNorm = BatchNorm ?? BlockDefaults.BatchNorm.Default, Activation = Activation ?? activation.Default };

    public override string ToString()
    {
        var line = new JsonLine()
            .With(Properties.Padding.If(Padding is null ? null : new PaddingValue(Padding)))
            .With(Properties.BatchNorm.If(BatchNorm))
            .With(Properties.Epsilon.If(Epsilon))
            .With(Properties.Activation.If(Activation));
        return line.IsEmpty ? "" : line.ToString();
    }

    private static T? Commonest<T>(IEnumerable<T> values) => values.GroupBy(value => value).MaxBy(group => group.Count()) is { } group ? group.Key : default;
}
