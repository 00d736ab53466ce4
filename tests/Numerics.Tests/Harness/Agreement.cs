using Xunit;

namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>How outputs are compared.</summary>
internal static class Agreement
{
    /// <summary>Fails if an element differs by more than <paramref name="share"/> of the expected output's range.</summary>
    public static void WithinRange(IReadOnlyList<double[]> expected, IReadOnlyList<float[]> actual, double share, string where)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var output = 0; output < expected.Count; output++)
        {
            Assert.Equal(expected[output].Length, actual[output].Length);
            var range = Math.Max(expected[output].Max() - expected[output].Min(), Math.Abs(expected[output].Max()));
            Assert.True(range > 0, $"{where}: output {output} is the same everywhere, and compares nothing");
            for (var index = 0; index < expected[output].Length; index++)
            {
                // Written so that NaN fails.
                Assert.True(
                    Math.Abs(expected[output][index] - actual[output][index]) <= share * range,
                    $"{where}: output {output}[{index}] is {actual[output][index]:R}, not {expected[output][index]:R}, of a range of {range:R}");
            }
        }
    }

    /// <summary>Fails unless all bits are the same; NaN is one value, whatever its payload.</summary>
    public static void ToTheLastBit(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual, string where)
    {
        for (var output = 0; output < expected.Count; output++)
        {
            for (var index = 0; index < expected[output].Length; index++)
            {
                Assert.True(
                    Bits(expected[output][index]) == Bits(actual[output][index]),
                    $"{where}: output {output}[{index}] is {actual[output][index]:R}, not {expected[output][index]:R}");
            }
        }
    }

    /// <summary>Fails unless both have NaN at the same places.</summary>
    public static void NaN(IReadOnlyList<double[]> expected, IReadOnlyList<float[]> actual, string where)
    {
        for (var output = 0; output < expected.Count; output++)
        {
            for (var index = 0; index < expected[output].Length; index++)
            {
                Assert.True(
                    double.IsNaN(expected[output][index]) == float.IsNaN(actual[output][index]),
                    $"{where}: output {output}[{index}] is {actual[output][index]:R}, not {expected[output][index]:R}");
            }
        }
    }

    public static double[][] Doubles(IEnumerable<float[]> outputs) => [.. outputs.Select(output => output.Select(value => (double)value).ToArray())];

    private static int Bits(float value) => float.IsNaN(value) ? int.MaxValue : BitConverter.SingleToInt32Bits(value);
}
