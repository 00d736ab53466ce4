using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>A convolution whose channels are split into groups that do not see each other.</summary>
internal sealed record GroupedConvolution(Window Window, int Filters, int Groups, bool Bias) : Operation
{
    public override string Kind => "conv";

    public override string DisplayText => $"conv {Window.DisplayText} in {Invariant.Format(Groups)} groups";

    public override Window SlidingWindow => Window;

    public override bool FoldsBatchNorm => true;

    public override bool TakesIntegers => true;

    public override bool AppliesActivation => true;

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => Window.DisplayPadding(inputs[0]);

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
        [Properties.Filters.Of(Filters), Properties.Groups.Of(Groups), .. WindowKeys.Of(Window, padding)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (inputs[0].Channels % Groups != 0 || Filters % Groups != 0)
        {
            return $"{Invariant.Format(inputs[0].Channels)} channels and {Invariant.Format(Filters)} filters do not both split into "
                + $"{Invariant.Format(Groups)} equal groups.";
        }

        var (type, problem) = Window.Slide(inputs[0], Filters);
        return new InferredShape(type, problem);
    }

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new(((long)Window.Kernel.Area * (inputs[0].Channels / Groups) * Filters) + (Bias ? Filters : 0));

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)output.Length * Window.Kernel.Area * (inputs[0].Channels / Groups);

    /// <summary>True for one channel a group on both sides.</summary>
    public bool IsDepthwise(TensorType input) => Groups == Filters && Groups == input.Channels;

    /// <summary>A depthwise convolution in this form has the kernel of one, and its weights are packed as that one's.</summary>
    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) =>
        IsDepthwise(inputs[0])
            ? new Depthwise(Window.WithMargins(inputs[0]), true)
            : new GroupedConvolution(Window.WithMargins(inputs[0]), Filters, Groups, true);

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => IsDepthwise(inputs[0])
        ? WeightShape.IntegerDepthwise(Window.Kernel, inputs[0].Channels, 1, Bias, Integers!)
        : WeightShape.IntegerGrouped(Window.Kernel, inputs[0].Channels / Groups, Filters, Bias, Integers!);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.Grouped(Window.Kernel, inputs[0].Channels / Groups, Filters, Bias);

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InputFolding.OfWindow(producer, own, inputs[0], Window, window => this with { Window = window });

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (input, shape) = (scope.InputTypes[0], Weights(scope.InputTypes)!);
        scope.ApplyToWeights(WindowGradient.OfWeights(scope, Window, Groups, shape), scope.Inputs[0], scope.Upstream);
        return [scope.Needs(0) ? WindowGradient.OfInput(scope, Window, Groups, shape) : null];
    }
}
