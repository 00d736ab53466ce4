namespace MobileNetGen.Engine;

/// <summary>Checks of what callers hand over.</summary>
internal static class Lengths
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(long found, long expected, string what, string parameter)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{what} has the length {found}; {expected} is expected.", parameter);
        }
    }

    /// <summary>The same for one of several, whose name is put together only if it is needed: a run makes no objects.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(long found, long expected, string what, int index, string parameter)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{what} {index} has the length {found}; {expected} is expected.", parameter);
        }
    }

    /// <summary>The lists of a batch in its general form.</summary>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    public static void CheckBatch(NetworkInfo network, ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Check(inputs.Length, network.Inputs.Length, "the list of inputs", nameof(inputs));
        Check(outputs.Length, network.Outputs.Length, "the list of outputs", nameof(outputs));
        for (var index = 0; index < inputs.Length; index++)
        {
            Check(inputs[index].Length, (long)count * network.Inputs[index].Length, "input", index, nameof(inputs));
        }

        for (var index = 0; index < outputs.Length; index++)
        {
            Check(outputs[index].Length, (long)count * network.Outputs[index].Length, "output", index, nameof(outputs));
        }
    }

    /// <summary>A refusal of what a caller far above handed over.</summary>
    public static ArgumentException Refusal(string message, string parameter) => new(message, parameter);
}
