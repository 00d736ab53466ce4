namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>The gradient times the derivative of an activation of the first input.</summary>
internal sealed record ActivationGradient(Activation Activation) : GradientOperation
{
    public override string Kind => "activation gradient";

    public override string DisplayText => $"gradient of {Activation.DisplayText}";

    public override bool IsElementwise => true;
}

/// <summary>
/// The gradient, the first input, where the second one is the largest, or smallest, of all that follow; in equal shares where several are.
/// </summary>
internal sealed record ExtremeGradient(bool IsMaximum) : GradientOperation
{
    public override string Kind => IsMaximum ? "maximum gradient" : "minimum gradient";

    public override bool IsElementwise => true;

    /// <summary>Of each input of a node.</summary>
    public static IReadOnlyList<int?> Of(Training.BackwardScope scope, bool isMaximum) =>
    [
        .. scope.InputTypes.Select((type, index) => !scope.Needs(index)
            ? (int?)null
            : scope.SumTo(type, scope.Apply(
                new ExtremeGradient(isMaximum),
                scope.OutputType,
                [scope.Upstream, scope.Inputs[index], .. scope.Inputs.Where((_, other) => other != index)]))),
    ];
}

/// <summary>The gradient, the second input, times its channel's slope where the first one is not above 0.</summary>
internal sealed record PReluGradient : GradientOperation
{
    public override string Kind => "prelu gradient";

    public override bool IsElementwise => true;
}
