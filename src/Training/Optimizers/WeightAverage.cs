namespace MobileNetGen.Training;

/// <summary>How an average of weights begins, when there are few to take it of.</summary>
public enum AverageWarmUp
{
    /// <summary>With the whole decay.</summary>
    None,

    /// <summary>With <c>min(decay, (1 + t) / (10 + t))</c> after t steps: TensorFlow's.</summary>
    TensorFlow,

    /// <summary>With <c>min(decay, 1 − (1 + s)^(−2/3))</c> of s = t − 1, which is 0 at first: timm's.</summary>
    Timm,
}

/// <summary>An exponential moving average of all parameters and running statistics, which often classifies better than the last of them.</summary>
public sealed class WeightAverage
{
    private readonly float[] _values;
    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="values">A trainer's <see cref="NetworkTrainer.Values"/>.</param>
    public WeightAverage(ReadOnlySpan<float> values) => _values = values.ToArray();

    /// <summary>How much of the average stays at each step.</summary>
    public double Decay { get; init; } = 0.9999;

    /// <summary>How it begins.</summary>
    public AverageWarmUp WarmUp { get; init; } = AverageWarmUp.TensorFlow;

    /// <summary>The average, in the order of the values.</summary>
    public ReadOnlySpan<float> Values => _values;

    internal int Steps { get; private set; }

    /// <summary>The average, to be saved and brought back in place.</summary>
    internal Memory<float> State => _values;

    internal void Restore(int steps) => Steps = steps;

    /// <summary>Follows the weights, after a step.</summary>
    /// <param name="values">A trainer's values, as many as at the beginning.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Update(ReadOnlySpan<float> values)
    {
        if (values.Length != _values.Length)
        {
            throw new ArgumentException($"there are {values.Length} values; {_values.Length} are averaged.", nameof(values));
        }

        Steps++;
        var decay = (float)DecayAt(Steps);
        var rest = 1 - decay;
        for (var index = 0; index < values.Length; index++)
        {
            _values[index] = (decay * _values[index]) + (rest * values[index]);
        }
    }

    private double DecayAt(double step) => WarmUp switch
    {
        AverageWarmUp.TensorFlow => Math.Min(Decay, (1 + step) / (10 + step)),
        AverageWarmUp.Timm => Math.Min(Decay, 1 - Math.Pow(Math.Max(1, step), -2.0 / 3)),
        _ => Decay,
    };
}
