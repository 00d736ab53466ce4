namespace MobileNetGen.Tool.Report;

/// <summary>How the numbers of a tensor are spread.</summary>
/// <param name="Name">The tensor's.</param>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Least">The least.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Zeros">The share of zeros.</param>
/// <param name="Histogram">How many lie in each of equal parts between the least and the largest.</param>
internal sealed record Spread(
    string Name,
    string Layer,
    int Count,
    double Least,
    double Mean,
    double Largest,
    double Deviation,
    double Zeros,
    IReadOnlyList<int> Histogram)
{
    private const int Parts = 48;

    public static Spread Of(string name, string layer, ReadOnlySpan<float> values)
    {
        var (least, largest, sum, squares, zeros) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0, 0);
        foreach (var value in values)
        {
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
            sum += value;
            squares += (double)value * value;
            zeros += value == 0 ? 1 : 0;
        }

        var mean = sum / values.Length;
        var parts = new int[Parts];
        foreach (var value in values)
        {
            if (largest > least)
            {
                parts[Math.Min((int)((value - least) / (largest - least) * Parts), Parts - 1)]++;
            }
        }

        var deviation = Math.Sqrt(Math.Max((squares / values.Length) - (mean * mean), 0));
        return new(name, layer, values.Length, least, mean, largest, deviation, (double)zeros / values.Length, parts);
    }
}
