using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>A standard convolution; 1×1 with stride 1 is a pointwise one.</summary>
internal sealed record Convolution(Window Window, int Filters, bool Bias) : Operation
{
    private static readonly Property<Extent> s_kernel = Properties.Kernel.Or(Extent.One);

    public static readonly LayerKind Layer = new(
        "conv",
        "A convolution, in groups or not.",
        EquatableArray.Of<Property>(
            Properties.Filters, s_kernel, Properties.Stride, Properties.Dilation, Properties.Groups, Properties.Padding,
            Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation, Properties.ScaleWidth),
        static layer => layer.AddConvolution(layer.Name, layer.Window(s_kernel), layer.Filters(), layer.Get(Properties.Groups)));

    public static readonly LayerKind PointwiseLayer = new(
        "pointwise",
        "A convolution of 1×1.",
        EquatableArray.Of<Property>(
            Properties.Filters, Properties.Stride, Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation, Properties.ScaleWidth),
        static layer => layer.AddConvolution(
            layer.Name,
            new Window(Extent.One, layer.Get(Properties.Stride), Extent.One, Padding.Valid),
            layer.Filters()));

    public override string Kind => Window.Kernel == Extent.One ? "pointwise" : "conv";

    public override string LayerName => NeedsNoKernel ? PointwiseLayer.Name : Layer.Name;

    public override string DisplayText => Window.Kernel == Extent.One && Window.Stride == Extent.One ? "pointwise" : $"{Kind} {Window.DisplayText}";

    public override Window SlidingWindow => Window;

    public override bool FoldsBatchNorm => true;

    public override bool TakesIntegers => true;

    public override bool IsIntegerMatrix => true;

    public override bool AppliesActivation => true;

    public override BlockRole Role => Window.IsPointwise ? BlockRole.Pointwise : BlockRole.Window;

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => Window.DisplayPadding(inputs[0]);

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
        [Properties.Filters.Of(Filters), .. NeedsNoKernel ? WindowKeys.Steps(Window) : WindowKeys.Of(Window, padding)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var (type, problem) = Window.Slide(inputs[0], Filters);
        return new InferredShape(type, problem);
    }

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new(((long)Window.Kernel.Area * inputs[0].Channels * Filters) + (Bias ? Filters : 0));

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)output.Length * Window.Kernel.Area * inputs[0].Channels;

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Convolution(Window.WithMargins(inputs[0]), Filters, true);

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerConvolution(Window.Kernel, inputs[0].Channels, Filters, Bias, Integers!);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.Convolution(Window.Kernel, inputs[0].Channels, Filters, Bias);

    public override MatrixWork Work(IReadOnlyList<TensorType> inputs, TensorType output) =>
        new(Window.IsPointwise ? output.Pixels : output.Width, Filters, Window.Kernel.Area * inputs[0].Channels)
        {
            Element = inputs[0].Element,
            IsRow = !Window.IsPointwise,
        };

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InputFolding.OfWindow(producer, own, inputs[0], Window, window => this with { Window = window });

    /// <summary>True if what pads the map is no part of a layer of the kind "pointwise".</summary>
    private bool NeedsNoKernel => Window.Kernel == Extent.One && (Window.Padding.Mode != PaddingMode.Explicit || Window.Padding.Amount.IsNone);

    /// <summary>A matrix product goes back with the transposed matrix, a window as a transposed convolution.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (input, shape) = (scope.InputTypes[0], Weights(scope.InputTypes)!);
        GradientOperation ofWeights = Window.IsPointwise ? new MatrixGradient(shape) : new ConvolutionGradient(Window.WithMargins(input), 1, shape);
        scope.ApplyToWeights(ofWeights, scope.Inputs[0], scope.Upstream);
        if (!scope.Needs(0))
        {
            return [null];
        }

        return Window.IsPointwise
            ?
            [
                scope.ApplyWithWeights(
                    new Convolution(Window, input.Channels, false),
                    input,
                    scope.Upstream,
                    scope.Repack(Repack.Matrix(shape, input.Channels, Filters))),
            ]
            : [WindowGradient.OfInput(scope, Window, 1, shape)];
    }
}
