namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>
/// For each channel three rows: the mean, the variance, and what divides by the deviation. They are the batch's, the variance over the number of values
/// (biased) and around the mean; or the running ones where statistics are frozen.
/// </summary>
internal sealed record BatchMoments(double Epsilon) : GradientOperation
{
    public override string Kind => "batch moments";

    public override string DisplayText => "mean, variance, 1 / deviation";
}

/// <summary><c>(x − mean) · gamma / deviation + beta</c>, of moments and parameters.</summary>
internal sealed record NormalizeBatch : GradientOperation
{
    public override string Kind => "batchNorm";

    public override string DisplayText => "batch norm";

    /// <summary>The loss changes with the moments too, which are the batch's own.</summary>
    public override IReadOnlyList<int?> Gradients(Training.BackwardScope scope)
    {
        var (input, moments, parameters) = (scope.Inputs[0], scope.Inputs[1], scope.Inputs[2]);
        var own = scope.ApplyToParameters(parameters, new NormParameterGradient(), input, scope.Upstream, moments);
        return
        [
            scope.Needs(0) ? scope.Apply(new NormInputGradient(), scope.TypeOf(input), input, scope.Upstream, moments, parameters, own) : null,
            null,
            null,
        ];
    }
}

/// <summary>The gradients of gamma, which are the sums of the gradient times the normalised value, and of beta, the sums of the gradient.</summary>
internal sealed record NormParameterGradient : GradientOperation
{
    public override string Kind => "batchNorm parameter gradient";

    public override string DisplayText => "gradients of gamma and beta";
}

/// <summary>
/// <c>gamma / deviation · (gradient − mean of gradients − normalised value · mean of gradients times it)</c>; without the means where statistics
/// are frozen.
/// </summary>
internal sealed record NormInputGradient : GradientOperation
{
    public override string Kind => "batchNorm gradient";

    public override string DisplayText => "gradient of batch norm";
}
