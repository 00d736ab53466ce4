using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>Some rows, columns and channels of a map; null for all of them.</summary>
internal sealed record Slice(AxisSlice? Rows, AxisSlice? Columns, AxisSlice? Channels) : Operation
{
    public static readonly LayerKind Layer = new(
        "slice",
        "Some rows, columns and channels of a map, in steps, backwards if the step is below 0. An axis that is not given is kept whole.",
        EquatableArray.Of<Property>(Properties.Rows, Properties.Columns, Properties.Channels),
        static layer => layer.Add(layer.Name, new Slice(layer.Find(Properties.Rows), layer.Find(Properties.Columns), layer.Find(Properties.Channels))));

    public override string Kind => "slice";

    public override string DisplayText => "slice " + string.Join(", ", Axes
        .Where(axis => axis.Slice is not null)
        .Select(axis => $"{axis.Places} {axis.Slice!.Value.DisplayText}"));

    private IReadOnlyList<(AxisSlice? Slice, string Places)> Axes => [(Rows, "rows"), (Columns, "columns"), (Channels, "channels")];

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
        [.. Properties.Rows.If(Rows), .. Properties.Columns.If(Columns), .. Properties.Channels.If(Channels)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (Axes.All(axis => axis.Slice is null))
        {
            return "nothing says what is kept; give rows, columns or channels.";
        }

        int[] extents = [inputs[0].Height, inputs[0].Width, inputs[0].Channels];
        var counts = Axes.Select((axis, index) => axis.Slice?.CountOf(extents[index], axis.Places) ?? (extents[index], null)).ToList();
        return counts.Select(count => count.Problem).FirstOrDefault(problem => problem is not null) is { } problem
            ? problem
            : inputs[0] with { Height = counts[0].Count, Width = counts[1].Count, Channels = counts[2].Count };
    }

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) =>
        new Slice(Part(Rows, inputs[0].Height), Part(Columns, inputs[0].Width), Part(Channels, inputs[0].Channels));

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        ForKernel(inputs) is Slice { Rows: null, Columns: null, Channels: null } ? producer.FuseConsumer(own) : null;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new SliceGradient((Slice)ForKernel(scope.InputTypes)), scope.InputTypes[0], scope.Upstream)];

    /// <summary>The places in their canonical form; null if they are all of the axis in its order.</summary>
    private static AxisSlice? Part(AxisSlice? slice, int extent) =>
        slice?.Canonical(extent) is { } part && part != AxisSlice.Whole(extent) ? part : null;
}
