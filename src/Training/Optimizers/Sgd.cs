namespace MobileNetGen.Training;

/// <summary>
/// Stochastic gradient descent with momentum, in PyTorch's form: <c>v ← m·v + g</c>, <c>w ← w − r·v</c>; Nesterov's <c>w ← w − r·(g + m·v)</c>.
/// Decay is a part of the gradient, <c>g ← g + d·w</c>.
/// </summary>
public sealed class Sgd : Optimizer
{
    private float[] _velocity = [];

    /// <summary>How much of the velocity stays; 0 for none.</summary>
    public double Momentum { get; init; }

    /// <summary>True to look ahead, as Nesterov does.</summary>
    public bool IsNesterov { get; init; }

    /// <summary>True for Keras' form, which differs where the rate changes: <c>v ← m·v − r·g</c>, <c>w ← w + v</c>.</summary>
    public bool HasRateInVelocity { get; init; }

    internal override IReadOnlyList<float[]> State => _velocity.Length == 0 ? [] : [_velocity];

    private protected override string Own =>
        FormattableString.Invariant($"SGD, momentum {Momentum}{(IsNesterov ? ", Nesterov" : "")}{(HasRateInVelocity ? ", rate in the velocity" : "")}");

    internal override void Prepare(int length)
    {
        if (Momentum != 0 && _velocity.Length == 0)
        {
            _velocity = new float[length];
        }
    }

    private protected override void Update(Span<float> values, ReadOnlySpan<float> gradients, int offset, float decay, float rate)
    {
        var momentum = (float)Momentum;
        var (inside, outside) = HasRateInVelocity ? (rate, 1f) : (1f, rate);
        for (var index = 0; index < values.Length; index++)
        {
            var gradient = (gradients[index] + (decay * values[index])) * inside;
            var step = gradient;
            if (momentum != 0)
            {
                ref var velocity = ref _velocity[offset + index];
                velocity = (momentum * velocity) + gradient;
                step = IsNesterov ? gradient + (momentum * velocity) : velocity;
            }

            values[index] -= outside * step;
        }
    }
}
