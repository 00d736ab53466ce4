using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// A transposed convolution: each input pixel is spread over the map by the kernel, <c>stride</c> pixels apart. Its map is that from which
/// a convolution with the same window would make the input's: <c>same</c> and <c>valid</c> as in TensorFlow; other padding is cut off the edges and
/// <c>outputPadding</c> added at the bottom and right, as in PyTorch.
/// </summary>
internal sealed record ConvTranspose(Window Window, Extent OutputPadding, int Filters, int Groups, bool Bias) : Operation
{
    public static readonly LayerKind Layer = new(
        "convTranspose",
        "A transposed convolution. \"same\" and \"valid\" padding are TensorFlow's; other padding is cut off and outputPadding added, as in PyTorch.",
        EquatableArray.Of<Property>(
            Properties.Filters, Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.Groups, Properties.Padding,
            Properties.OutputPadding, Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation, Properties.ScaleWidth),
        static layer =>
        {
            var (window, filters) = (layer.Window(Properties.Kernel), layer.Filters());
            var (padding, groups) = (layer.Get(Properties.OutputPadding), layer.Get(Properties.Groups));
            layer.AddNormalised(layer.Name, bias => new ConvTranspose(window, padding, filters, groups, bias));
        });

    public override string Kind => "convTranspose";

    public override string DisplayText => $"convTranspose {Window.DisplayText}" + (Groups == 1 ? "" : $" in {Invariant.Format(Groups)} groups");

    public override Window SlidingWindow => Window;

    public override bool FoldsBatchNorm => true;

    public override bool TakesIntegers => true;

    public override bool AppliesActivation => true;

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) =>
        Window.DisplayPadding(
            Window.Padding.Mode,
            new Margins(Rows(inputs[0]).Before, Rows(inputs[0]).After, Columns(inputs[0]).Before, Columns(inputs[0]).After));

    /// <summary>The rows of the output, and which of the input's make them.</summary>
    public TransposedAxis Rows(TensorType input) =>
        TransposedAxis.Of(
            Window.Padding.Mode,
            input.Height,
            Window.Kernel.Height,
            Window.Stride.Height,
            Window.Dilation.Height,
            Window.Padding.Amount.Top,
            Window.Padding.Amount.Bottom,
            OutputPadding.Height);

    /// <summary>The columns of the output, and which of the input's make them.</summary>
    public TransposedAxis Columns(TensorType input) =>
        TransposedAxis.Of(
            Window.Padding.Mode,
            input.Width,
            Window.Kernel.Width,
            Window.Stride.Width,
            Window.Dilation.Width,
            Window.Padding.Amount.Left,
            Window.Padding.Amount.Right,
            OutputPadding.Width);

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
    [
        Properties.Filters.Of(Filters),
        .. WindowKeys.Of(Window, padding),
        .. Properties.OutputPadding.Unless(OutputPadding),
        .. Properties.Groups.Unless(Groups),
    ];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (inputs[0].Channels % Groups != 0 || Filters % Groups != 0)
        {
            return $"{Invariant.Format(inputs[0].Channels)} channels and {Invariant.Format(Filters)} filters do not both split into "
                + $"{Invariant.Format(Groups)} equal groups.";
        }

        if (OutputPadding != default && Window.Padding.Mode == PaddingMode.Same)
        {
            return "\"same\" padding says how large the map becomes; \"outputPadding\" goes with \"symmetric\", \"valid\" or four numbers.";
        }

        if (OutputPadding.Height >= Math.Max(Window.Stride.Height, Window.Dilation.Height) && OutputPadding.Height > 0
            || OutputPadding.Width >= Math.Max(Window.Stride.Width, Window.Dilation.Width) && OutputPadding.Width > 0)
        {
            return $"outputPadding {OutputPadding.DisplayText} must be smaller than the stride or the dilation.";
        }

        var (rows, columns) = (Rows(inputs[0]), Columns(inputs[0]));
        if (rows.Output < 1 || columns.Output < 1)
        {
            return "the padding cuts everything off; pad less.";
        }

        return rows.Output > int.MaxValue || columns.Output > int.MaxValue
            ? "the map would be too large; use a smaller stride or kernel."
            : new TensorType((int)rows.Output, (int)columns.Output, Filters) { Element = inputs[0].Element };
    }

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new(((long)Window.Kernel.Area * (inputs[0].Channels / Groups) * Filters) + (Bias ? Filters : 0));

    /// <summary>Each input is multiplied by the whole kernel.</summary>
    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)inputs[0].Length * Window.Kernel.Area * (Filters / Groups);

    /// <summary>The output's type says how much is cut off at the bottom and right, or added.</summary>
    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new ConvTranspose(
        Window with { Padding = Padding.Of(new Margins(Rows(inputs[0]).Before, 0, Columns(inputs[0]).Before, 0)) },
        default,
        Filters,
        Groups,
        true);

    /// <summary>Its gradient goes back through the convolution that it turns round.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (input, shape) = (scope.InputTypes[0], Weights(scope.InputTypes)!);
        var (rows, columns) = (Rows(input), Columns(input));
        var window = Window with
        {
            Padding = Padding.Of(new Margins(rows.Before, Math.Max(rows.After, 0), columns.Before, Math.Max(columns.After, 0))),
        };
        scope.ApplyToWeights(new ConvolutionGradient(window, Groups, shape) { IsTransposed = true }, scope.Upstream, scope.Inputs[0]);
        if (!scope.Needs(0))
        {
            return [null];
        }

        Operation direct = Groups == 1
            ? new Convolution(window, input.Channels, false)
            : new GroupedConvolution(window, input.Channels, Groups, false);
        var weights = scope.Repack(Repack.Direct(shape, Window.Kernel, input.Channels / Groups, Filters, Groups));
        return [scope.ApplyWithWeights(direct, input, scope.Upstream, weights)];
    }

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerTransposed(Window.Kernel, inputs[0].Channels, Filters, Groups, Bias, Integers!);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.Transposed(Window.Kernel, inputs[0].Channels, Filters, Groups, Bias);
}
