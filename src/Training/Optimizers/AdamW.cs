namespace MobileNetGen.Training;

/// <summary>
/// Adam (Kingma and Ba, arXiv:1412.6980) with decay beside the gradient, <c>w ← (1 − r·d)·w</c> (Loshchilov and Hutter, arXiv:1711.05101).
/// Without decay it is Adam.
/// </summary>
public sealed class AdamW : Optimizer
{
    private float[] _first = [];
    private float[] _second = [];

    /// <summary>How much of the mean of gradients stays.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of the mean of their squares stays.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root: PyTorch's 1e-8. Keras has 1e-7.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>True to add epsilon to the root of the second moment before it is corrected, as Keras does.</summary>
    public bool HasEpsilonBeforeCorrection { get; init; }

    internal override IReadOnlyList<float[]> State => [_first, _second];

    private protected override string Own =>
        FormattableString.Invariant($"AdamW, beta {Beta1} and {Beta2}, epsilon {Epsilon}{(HasEpsilonBeforeCorrection ? " before the correction" : "")}");

    internal override void Prepare(int length)
    {
        if (_first.Length == 0)
        {
            (_first, _second) = (new float[length], new float[length]);
        }
    }

    private protected override void Update(Span<float> values, ReadOnlySpan<float> gradients, int offset, float decay, float rate)
    {
        var (beta1, beta2) = ((float)Beta1, (float)Beta2);
        var (rest1, rest2) = ((float)(1 - Beta1), (float)(1 - Beta2));
        var root = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        var size = (float)(rate / (1 - Math.Pow(Beta1, Steps)) * (HasEpsilonBeforeCorrection ? root : 1));
        var correction = HasEpsilonBeforeCorrection ? 1f : (float)(1 / root);
        var epsilon = (float)Epsilon;
        var kept = 1 - (rate * decay);
        for (var index = 0; index < values.Length; index++)
        {
            var gradient = gradients[index];
            ref var first = ref _first[offset + index];
            ref var second = ref _second[offset + index];
            first = (beta1 * first) + (rest1 * gradient);
            second = (beta2 * second) + (rest2 * gradient * gradient);
            values[index] = (kept * values[index]) - (size * first / ((MathF.Sqrt(second) * correction) + epsilon));
        }
    }
}
