namespace MobileNetGen.Tool.Verification;

/// <summary>How far two tensors are apart.</summary>
/// <param name="Tensor">Their name.</param>
/// <param name="Largest">The largest difference of two elements.</param>
/// <param name="OfRange">The same as a part of the expected tensor's range.</param>
/// <param name="At">Where it is.</param>
/// <param name="Sample">Of which input.</param>
internal sealed record Difference(string Tensor, double Largest, double OfRange, int At, string Sample = "")
{
    /// <summary>True where integers were compared: the difference is a number of their steps, and the range all 255.</summary>
    public bool InSteps { get; init; }
}

/// <summary>Compares tensors of one name, in the order of the network that is tested.</summary>
internal static class Comparison
{
    /// <exception cref="ToolException">The two have no tensor in common.</exception>
    public static IReadOnlyList<Difference> Of(IReadOnlyList<VerifiedTensor> expected, IReadOnlyList<VerifiedTensor> actual)
    {
        var known = expected.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        if (expected is [var only] && actual is [var single])
        {
            return [Of(only, single)];
        }

        List<Difference> differences = [.. actual.Where(tensor => known.ContainsKey(tensor.Name)).Select(tensor => Of(known[tensor.Name], tensor))];
        return differences.Count > 0
            ? differences
            : throw new ToolException($"the two have no tensor of one name: {string.Join(", ", expected.Take(5).Select(tensor => tensor.Name))} are expected, "
                + $"{string.Join(", ", actual.Take(5).Select(tensor => tensor.Name))} are there.");
    }

    /// <summary>Of all samples' differences, each tensor's largest.</summary>
    public static IReadOnlyList<Difference> Worst(IReadOnlyList<Difference> all) =>
        [.. all.GroupBy(difference => difference.Tensor)
            .Select(tensor => tensor.MaxBy(difference => double.IsNaN(difference.OfRange) ? double.PositiveInfinity : difference.OfRange)!)];

    /// <summary>Integers where both are integers; else the numbers that they stand for.</summary>
    private static Difference Of(VerifiedTensor expected, VerifiedTensor actual) => expected.Integers is { } integers && actual.Integers is { } own
        ? Of(actual.Name, integers, own, byte.MaxValue) with { InSteps = true }
        : Of(actual.Name, expected.Values, actual.Values, expected.Values.Length == 0 ? 0 : (double)expected.Values.Max() - expected.Values.Min());

    private static Difference Of(string name, float[] expected, float[] actual, double range)
    {
        if (expected.Length != actual.Length)
        {
            throw new ToolException($"{name} has {actual.Length} numbers; {expected.Length} are expected.");
        }

        var (largest, at) = (0.0, 0);
        for (var index = 0; index < expected.Length; index++)
        {
            var difference = Math.Abs((double)expected[index] - actual[index]);

            // A number that is none differs by more than any.
            if (double.IsNaN(difference) || difference > largest)
            {
                (largest, at) = (double.IsNaN(difference) ? double.PositiveInfinity : difference, index);
            }
        }

        return new Difference(name, largest, largest == 0 ? 0 : largest / Math.Max(range, float.Epsilon), at);
    }
}
