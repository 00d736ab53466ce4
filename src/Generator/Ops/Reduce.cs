using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>What a reduction makes of the elements along its axes.</summary>
internal enum Reduction
{
    Mean,
    Max,
    Sum,
}

/// <summary>Some axes of a map.</summary>
internal readonly record struct AxisSet(bool Height, bool Width, bool Channels)
{
    public static readonly IReadOnlyList<AxisSet> All =
    [
        new(true, false, false), new(false, true, false), new(false, false, true),
        new(true, true, false), new(true, false, true), new(false, true, true), new(true, true, true),
    ];

    /// <summary>Their letters: <c>hw</c>.</summary>
    public string DisplayText => (Height ? "h" : "") + (Width ? "w" : "") + (Channels ? "c" : "");
}

/// <summary>
/// The mean, the largest or the sum of elements along some axes, whose extents become 1. Without channels, rows are added as poolings add them:
/// each from left to right, their sums top-down. With channels, elements that lie side by side are added in 16 virtual lanes and a tree, runs of them top-down.
/// </summary>
internal sealed record Reduce(Reduction Function, AxisSet Axes) : Operation
{
    public static readonly IReadOnlyList<LayerKind> Layers =
    [
        Layer("reduceMean", "The mean along the axes, whose extents become 1.", Reduction.Mean),
        Layer("reduceMax", "The largest element along the axes, whose extents become 1; NaN if one of them is.", Reduction.Max),
        Layer("reduceSum", "The sum along the axes, whose extents become 1.", Reduction.Sum),
    ];

    public override string Kind => "reduce" + Function;

    public override string DisplayText => $"{Kind} {Axes.DisplayText}";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.ReducedAxes.Of(Axes)];

    public override bool TakesIntegers => true;

    public override bool MovesIntegers => Function == Reduction.Max;

    public override bool KeepsQuantization => Function == Reduction.Max;

    protected override WeightShape? IntegerWeights(IReadOnlyList<TensorType> inputs) => Function == Reduction.Max ? null
        : WeightShape.IntegerFunction(Function == Reduction.Mean ? "Mean" : "Total", IntegerLayout.NumbersBytes) with
        {
            Count = (Axes.Height ? inputs[0].Height : 1) * (Axes.Width ? inputs[0].Width : 1) * (Axes.Channels ? inputs[0].Channels : 1),
        };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0] with
    {
        Height = Axes.Height ? 1 : inputs[0].Height,
        Width = Axes.Width ? 1 : inputs[0].Width,
        Channels = Axes.Channels ? 1 : inputs[0].Channels,
    };

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InferShape(inputs).Type == inputs[0] ? producer.FuseConsumer(own) : null;

    private static LayerKind Layer(string kind, string summary, Reduction function) => new(
        kind,
        summary,
        EquatableArray.Of<Property>(Properties.ReducedAxes),
        layer => layer.Add(layer.Name, new Reduce(function, layer.Require(Properties.ReducedAxes, AxisSet.All[0]))));

    public override IReadOnlyList<int?>? Gradients(BackwardScope scope)
    {
        if (Function == Reduction.Max)
        {
            return [GradientOfMax(scope)];
        }

        var input = scope.InputTypes[0];
        var share = Function == Reduction.Sum
            ? scope.Upstream
            : scope.Apply(new Rescale((double)scope.OutputType.Length / input.Length, 0), scope.Upstream);
        return [scope.Apply(new Expand(new MapShape(input.Height, input.Width, input.Channels)), share)];
    }

    /// <summary>The first of several largest elements has all of the gradient, as in a pooling. Channels are another axis of a map for that.</summary>
    private int GradientOfMax(BackwardScope scope)
    {
        var type = scope.InputTypes[0];
        if (!Axes.Channels)
        {
            return PoolGradient(scope, scope.Inputs[0], scope.Upstream, new Extent(Axes.Height ? type.Height : 1, Axes.Width ? type.Width : 1));
        }

        // Rows beside channels, where both go and columns stay.
        var isTurned = Axes.Height && !Axes.Width;
        var turn = new Transpose(new AxisPermutation(Axis.Width, Axis.Height, Axis.Channels));
        var map = isTurned ? scope.Apply(turn, scope.Inputs[0]) : scope.Inputs[0];
        var upstream = isTurned ? scope.Apply(turn, scope.Upstream) : scope.Upstream;
        var turned = scope.TypeOf(map);
        var kept = type.Length / (type.Channels * (Axes.Height ? type.Height : 1) * (Axes.Width ? type.Width : 1));
        var gradient = PoolGradient(
            scope,
            scope.Apply(new Reshape(new MapShape(kept, type.Length / kept, 1)), map),
            scope.Apply(new Reshape(new MapShape(kept, 1, 1)), upstream),
            new Extent(1, type.Length / kept));
        var whole = scope.Apply(new Reshape(new MapShape(turned.Height, turned.Width, turned.Channels)), gradient);
        return isTurned ? scope.Apply(turn, whole) : whole;
    }

    private static int PoolGradient(BackwardScope scope, int map, int upstream, Extent window) =>
        scope.Apply(new MaxPoolGradient(new Window(window, Extent.One, Extent.One, Padding.Of(default))), map, upstream);
}
