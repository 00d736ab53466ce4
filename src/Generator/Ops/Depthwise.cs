using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>A depthwise convolution: one filter a channel, or several.</summary>
internal sealed record Depthwise(Window Window, bool Bias) : Operation
{
    public static readonly LayerKind Layer = new(
        "depthwise",
        "A convolution of each channel by itself.",
        EquatableArray.Of<Property>(
            Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.DepthMultiplier, Properties.Padding,
            Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation),
        static layer => layer.AddDepthwise(layer.Name, layer.Window(Properties.Kernel), layer.Get(Properties.DepthMultiplier)));

    /// <summary>Outputs of each channel: output <c>c · Multiplier + m</c> is the m-th of channel c.</summary>
    public int Multiplier { get; init; } = 1;

    public override string Kind => "depthwise";

    public override string DisplayText => $"depthwise {Window.DisplayText}" + (Multiplier == 1 ? "" : $" ×{Invariant.Format(Multiplier)}");

    public override Window SlidingWindow => Window;

    public override bool FoldsBatchNorm => true;

    public override bool TakesIntegers => true;

    public override bool AppliesActivation => true;

    public override BlockRole Role => BlockRole.Depthwise;

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => Window.DisplayPadding(inputs[0]);

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
        [.. WindowKeys.Of(Window, padding), .. Properties.DepthMultiplier.Unless(Multiplier)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if ((long)inputs[0].Channels * Multiplier > int.MaxValue)
        {
            return "the channels together are too many; use a smaller depthMultiplier.";
        }

        var (type, problem) = Window.Slide(inputs[0], inputs[0].Channels * Multiplier);
        return new InferredShape(type, problem);
    }

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new((long)inputs[0].Channels * Multiplier * (Window.Kernel.Area + (Bias ? 1 : 0)));

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)output.Length * Window.Kernel.Area;

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => Multiplier == 1
        ? new Depthwise(Window.WithMargins(inputs[0]), true)
        : new GroupedConvolution(Window.WithMargins(inputs[0]), inputs[0].Channels * Multiplier, inputs[0].Channels, true);

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerDepthwise(Window.Kernel, inputs[0].Channels, Multiplier, Bias, Integers!);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.Depthwise(Window.Kernel, inputs[0].Channels, Multiplier, Bias);

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InputFolding.OfWindow(producer, own, inputs[0], Window, window => this with { Window = window });

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (groups, shape) = (scope.InputTypes[0].Channels, Weights(scope.InputTypes)!);
        scope.ApplyToWeights(WindowGradient.OfWeights(scope, Window, groups, shape), scope.Inputs[0], scope.Upstream);
        return [scope.Needs(0) ? WindowGradient.OfInput(scope, Window, groups, shape) : null];
    }
}
