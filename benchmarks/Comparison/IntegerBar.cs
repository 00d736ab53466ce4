namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What the project promises of a network of integers on one thread.</summary>
/// <param name="WithBytes256">Floats' time divided by integers' where 256 bits have an instruction that multiplies bytes.</param>
/// <param name="WithPairs">The same where shorts are multiplied in pairs.</param>
internal sealed record IntegerBar(double WithBytes256, double WithPairs)
{
    /// <summary>The ratio to floats that the row should reach.</summary>
    public double For(ComparisonRow row) => row.Instruction.StartsWith("vpdpbusd", StringComparison.Ordinal) ? WithBytes256 : WithPairs;
}
