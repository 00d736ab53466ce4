using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>How far gradients in float32 may be from exact ones.</summary>
internal static class Distance
{
    private const double Floor = 1e-4;

    /// <summary>PyTorch's own distance in float32 counts so often.</summary>
    private const double OfPeer = 4;

    /// <param name="expected">The exact tensor.</param>
    /// <param name="actual">What is compared with it.</param>
    /// <param name="peer">PyTorch's distance in float32, of the tensor's range.</param>
    /// <returns>The sentence that says what is wrong; null for nothing.</returns>
    public static string? Problem(string name, IReadOnlyList<double> expected, ReadOnlySpan<float> actual, double peer)
    {
        Assert.Equal(expected.Count, actual.Length);
        var range = expected.Count == 0 ? 0 : expected.Max(Math.Abs);
        var limit = Math.Max(Floor, OfPeer * peer);
        var worst = 0.0;
        for (var index = 0; index < expected.Count; index++)
        {
            var off = Math.Abs(expected[index] - actual[index]);
            worst = double.IsNaN(off) ? double.PositiveInfinity : Math.Max(worst, off);
        }

        return worst <= limit * range ? null : $"{name} is off by {worst:e2} of a range of {range:e2}, where {limit:e2} of it is allowed";
    }
}
