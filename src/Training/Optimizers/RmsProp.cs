namespace MobileNetGen.Training;

/// <summary>
/// RMSprop with momentum, in PyTorch's form: <c>s ← a·s + (1 − a)·g²</c> from 0, <c>b ← m·b + g / (√s + e)</c>, <c>w ← w − r·b</c>.
/// Decay is a part of the gradient. MobileNetV3 was trained with TensorFlow 1's form, in which all three options are set.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private float[] _squares = [];
    private float[] _velocity = [];

    /// <summary>How much of the mean of squares stays.</summary>
    public double Alpha { get; init; } = 0.9;

    /// <summary>How much of the velocity stays; 0 for none.</summary>
    public double Momentum { get; init; }

    /// <summary>Added to the root, or inside of it.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>True for <c>g / √(s + e)</c>, as Keras and TensorFlow have it.</summary>
    public bool HasEpsilonInsideRoot { get; init; }

    /// <summary>True for <c>b ← m·b + r·g / …</c>, <c>w ← w − b</c>, as Keras and TensorFlow have it.</summary>
    public bool HasRateInVelocity { get; init; }

    /// <summary>True to begin with a mean of squares of 1, as TensorFlow 1 does.</summary>
    public bool StartsAtOne { get; init; }

    internal override IReadOnlyList<float[]> State => [_squares, _velocity];

    private protected override string Own =>
        FormattableString.Invariant($"RMSprop, alpha {Alpha}, momentum {Momentum}, epsilon {Epsilon}{(HasEpsilonInsideRoot ? " inside the root" : "")}")
            + (HasRateInVelocity ? ", rate in the velocity" : "") + (StartsAtOne ? ", from 1" : "");

    internal override void Prepare(int length)
    {
        if (_squares.Length == 0)
        {
            (_squares, _velocity) = (new float[length], new float[length]);
            Array.Fill(_squares, StartsAtOne ? 1f : 0f);
        }
    }

    private protected override void Update(Span<float> values, ReadOnlySpan<float> gradients, int offset, float decay, float rate)
    {
        var (alpha, rest, momentum, epsilon) = ((float)Alpha, (float)(1 - Alpha), (float)Momentum, (float)Epsilon);
        var (inside, outside) = HasRateInVelocity ? (rate, 1f) : (1f, rate);
        for (var index = 0; index < values.Length; index++)
        {
            var gradient = gradients[index] + (decay * values[index]);
            ref var squares = ref _squares[offset + index];
            ref var velocity = ref _velocity[offset + index];
            squares = (alpha * squares) + (rest * gradient * gradient);
            var root = HasEpsilonInsideRoot ? MathF.Sqrt(squares + epsilon) : MathF.Sqrt(squares) + epsilon;
            velocity = (momentum * velocity) + (inside * gradient / root);
            values[index] -= outside * velocity;
        }
    }
}
