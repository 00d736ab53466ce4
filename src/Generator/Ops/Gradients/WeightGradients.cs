using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>
/// The gradient of a convolution's weights and bias, of the images of a batch: each weight's products of what its tap reads and of the output's gradient,
/// an image's pixels in their order, then the images.
/// </summary>
/// <param name="Window">With its padding as numbers.</param>
/// <param name="Shape">How the weights are packed.</param>
internal sealed record ConvolutionGradient(Window Window, int Groups, WeightShape Shape) : GradientOperation
{
    /// <summary>True for a transposed convolution, whose window slides over the output's gradient, the first input.</summary>
    public bool IsTransposed { get; init; }

    public override string Kind => "convolution gradient";

    public override string DisplayText => $"gradient of {(IsTransposed ? "convTranspose" : "conv")} {Window.DisplayText}"
        + (Groups == 1 ? "" : $" in {Invariant.Format(Groups)} groups");

    public override Window SlidingWindow => Window;
}

/// <summary>The same of a matrix product of each pixel.</summary>
/// <param name="Shape">How the weights are packed.</param>
internal sealed record MatrixGradient(WeightShape Shape) : GradientOperation
{
    public override string Kind => "matrix gradient";

    public override string DisplayText => "gradient of a matrix";
}

/// <summary>The same of a convolution of each channel by itself.</summary>
/// <param name="Window">With its padding as numbers.</param>
/// <param name="Shape">How the weights are packed.</param>
internal sealed record DepthwiseGradient(Window Window, WeightShape Shape) : GradientOperation
{
    public override string Kind => "depthwise gradient";

    public override string DisplayText => $"gradient of depthwise {Window.DisplayText}";

    public override Window SlidingWindow => Window;
}

/// <summary>The gradient of a parametric ReLU's slopes: of each channel the products of values below 0 and of the output's gradient.</summary>
internal sealed record SlopeGradient : GradientOperation
{
    public override string Kind => "slope gradient";
}

/// <summary>The gradient of a map that is the same for all images: the sum of theirs.</summary>
internal sealed record ConstantGradient : GradientOperation
{
    public override string Kind => "constant gradient";
}
