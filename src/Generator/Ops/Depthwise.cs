using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>A depthwise convolution: one filter a channel.</summary>
internal sealed record Depthwise(Window Window, bool Bias) : Operation
{
    public static readonly LayerKind Layer = new(
        "depthwise",
        EquatableArray.Of<Property>(Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.Padding, Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation),
        static layer => layer.AddDepthwise(layer.Name, layer.Window(new Extent(3, 3))));

    public override string Kind => "depthwise";

    public override string Shown => $"depthwise {Window.Shown}";

    public override bool FoldsBatchNorm => true;

    public override bool AppliesActivation => true;

    public override string ShownPadding(IReadOnlyList<TensorType> inputs) => Window.ShownPadding(inputs[0]);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var (type, problem) = Window.Slide(inputs[0], inputs[0].Channels);
        return new InferredShape(type, problem);
    }

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new((long)inputs[0].Channels * (Window.Kernel.Area + (Bias ? 1 : 0)));

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)output.Length * Window.Kernel.Area;

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Depthwise(Window.WithMargins(inputs[0]), true);

    public override WeightShape Weights(IReadOnlyList<TensorType> inputs) =>
        new DepthwiseWeightShape(Window.Kernel, inputs[0].Channels, Bias);
}
