using System.Globalization;

namespace MobileNetGen;

/// <summary>What the replay of a sample gave, whose outputs were stored with the weights: the element that differs most.</summary>
public sealed record SelfTestResult
{
    /// <summary>Its output, in the description's order from 0.</summary>
    public required int Output { get; init; }

    /// <summary>Its place in the output.</summary>
    public required int Element { get; init; }

    /// <summary>What is stored.</summary>
    public required float Expected { get; init; }

    /// <summary>What was computed here and now.</summary>
    public required float Found { get; init; }

    /// <summary>True if every element of every output has the bits that are stored, as it must be where both machines have fused multiply-add.</summary>
    public required bool IsBitEqual { get; init; }

    /// <summary>The largest absolute difference of an element; infinite where one of the two is no number.</summary>
    public double LargestDifference => Difference(Expected, Found);

    /// <summary>The result as a sentence.</summary>
    public override string ToString() => IsBitEqual
        ? "every element has the bits that are stored"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the largest difference is {LargestDifference:g3}, at element {Element} of output {Output}: {Found} was found, {Expected} is stored");

    /// <exception cref="WeightException">The difference is larger.</exception>
    internal void CheckAtMost(float tolerance, string network)
    {
        if (!(LargestDifference <= tolerance))
        {
            throw new WeightException(
                string.Create(CultureInfo.InvariantCulture, $"{network} failed its self test: {this}; {tolerance} is the most that is accepted."));
        }
    }

    internal static double Difference(float expected, float found)
    {
        if (expected.Equals(found))
        {
            return 0;
        }

        var difference = Math.Abs((double)found - expected);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
