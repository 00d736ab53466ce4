namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>The gradient times the derivative of an activation of the first input.</summary>
internal sealed record ActivationGradient(Activation Activation) : GradientOperation
{
    public override string Kind => "activation gradient";

    public override string DisplayText => $"gradient of {Activation.DisplayText}";

    public override bool IsElementwise => true;
}

/// <summary>The gradient, the second input, times its channel's slope where the first one is not above 0.</summary>
internal sealed record PReluGradient : GradientOperation
{
    public override string Kind => "prelu gradient";

    public override bool IsElementwise => true;
}
