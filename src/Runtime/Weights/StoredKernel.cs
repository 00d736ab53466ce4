namespace MobileNetGen.Weights;

/// <summary>A kernel of floats that a file has as integers, with a scale for each output.</summary>
internal static class StoredKernel
{
    /// <summary>The floats that the integers stand for.</summary>
    /// <param name="integers">Those of the first output, then of the next.</param>
    /// <param name="scales">One for each output.</param>
    public static float[] Expanded(ReadOnlySpan<int> integers, ReadOnlySpan<float> scales)
    {
        var (values, length) = (new float[integers.Length], integers.Length / scales.Length);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = integers[index] * scales[index / length];
        }

        return values;
    }
}
