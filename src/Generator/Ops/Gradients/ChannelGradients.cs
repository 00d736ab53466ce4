namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary><c>y · (g − Σ g · y)</c> over the channels of each pixel, from the softmax y and the gradient g.</summary>
internal sealed record SoftmaxGradient : GradientOperation
{
    public override string Kind => "softmax gradient";
}

/// <summary><c>g − exp(y) · Σ g</c> over the channels of each pixel, from the logarithm y of the softmax and the gradient g.</summary>
internal sealed record LogSoftmaxGradient : GradientOperation
{
    public override string Kind => "logSoftmax gradient";
}

/// <summary><c>(g − x · Σ g · x / Σ x²) / √Σ x²</c> over the channels of each pixel; <c>g / epsilon</c> where the root is less than that.</summary>
internal sealed record L2NormalizeGradient(double Epsilon) : GradientOperation
{
    public override string Kind => "l2Normalize gradient";
}
