namespace MobileNetGen.Quantization;

/// <summary>Signal to noise.</summary>
internal static class Decibels
{
    /// <summary>Noise below this share of the signal is none that could be told: 120 decibels.</summary>
    private const double Min = 1e-12;

    /// <param name="signal">The sum of the signal's squares.</param>
    /// <param name="noise">The sum of the errors' squares.</param>
    public static double Of(double signal, double noise) => -10 * Math.Log10(Math.Clamp(noise / Math.Max(signal, double.Epsilon), Min, 1 / Min));

    /// <summary>Adds squares to a signal and to its noise.</summary>
    public static void Add(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, ref double signal, ref double noise)
    {
        for (var index = 0; index < expected.Length; index++)
        {
            var error = (double)expected[index] - actual[index];
            signal += (double)expected[index] * expected[index];
            noise += error * error;
        }
    }

    /// <summary>Of logits, of which only differences count: each vector's mean is left out.</summary>
    public static double OfLogits(float[] expected, float[] actual)
    {
        var (signal, noise) = (0.0, 0.0);
        Add(WithoutMean(expected), WithoutMean(actual), ref signal, ref noise);
        return Of(signal, noise);
    }

    private static float[] WithoutMean(float[] values) => values.Average() is var mean ? [.. values.Select(value => value - mean)] : [];
}
