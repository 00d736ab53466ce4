using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>An axis of a map, in the order of memory.</summary>
internal enum Axis
{
    Height,
    Width,
    Channels,
}

/// <summary>The input's axes in the order in which the output has them, all three: <c>chw</c> is PyTorch's layout of a map.</summary>
internal readonly record struct AxisPermutation(Axis First, Axis Second, Axis Third)
{
    public static readonly IReadOnlyList<AxisPermutation> All =
    [
        new(Axis.Height, Axis.Width, Axis.Channels), new(Axis.Height, Axis.Channels, Axis.Width),
        new(Axis.Width, Axis.Height, Axis.Channels), new(Axis.Width, Axis.Channels, Axis.Height),
        new(Axis.Channels, Axis.Height, Axis.Width), new(Axis.Channels, Axis.Width, Axis.Height),
    ];

    private const string Letters = "hwc";

    public string DisplayText => string.Concat(Letters[(int)First], Letters[(int)Second], Letters[(int)Third]);
}

/// <summary>A map whose axes change places.</summary>
internal sealed record Transpose(AxisPermutation Axes) : Operation
{
    public static readonly LayerKind Layer = new(
        "transpose",
        "The axes in another order: \"chw\" is PyTorch's layout, in which its flatten reads a map.",
        EquatableArray.Of<Property>(Properties.Axes),
        static layer => layer.Add(layer.Name, new Transpose(layer.Require(Properties.Axes, default))));

    public override string Kind => "transpose";

    public override string DisplayText => "transpose " + Axes.DisplayText;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Axes.Of(Axes)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        int[] extents = [inputs[0].Height, inputs[0].Width, inputs[0].Channels];
        return new TensorType(extents[(int)Axes.First], extents[(int)Axes.Second], extents[(int)Axes.Third]) { Element = inputs[0].Element };
    }

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        Axis[] axes = [Axes.First, Axes.Second, Axes.Third];
        return [scope.Apply(new Transpose(new AxisPermutation(Place(Axis.Height), Place(Axis.Width), Place(Axis.Channels))), scope.Upstream)];

        Axis Place(Axis axis) => (Axis)Array.IndexOf(axes, axis);
    }

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        Axes == AxisPermutation.All[0] ? producer.FuseConsumer(own) : null;
}
