using MobileNetGen.CompilerServices;

namespace MobileNetGen.Engine;

/// <summary>What callers hand to a run, held against the network before anything is computed.</summary>
internal static class RunArguments
{
    /// <summary>The short forms leave other inputs and outputs without memory, where kernels would write.</summary>
    /// <exception cref="ArgumentException">The network has several inputs or outputs.</exception>
    public static void CheckForm(NetworkLayout layout, string input, string output)
    {
        Lengths.Check(1, layout.InputLengths.Length, "the list of inputs", input);
        Lengths.Check(1, layout.OutputLengths.Length, "the list of outputs", output);
    }

    /// <exception cref="ArgumentException">The network has several inputs or outputs, a length differs, or the spans overlap.</exception>
    public static void CheckPair(NetworkLayout layout, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        CheckForm(layout, nameof(input), nameof(output));
        Lengths.Check(input.Length, layout.InputLengths[0], "the input", nameof(input));
        Lengths.Check(output.Length, layout.OutputLengths[0], "the output", nameof(output));
        if (input.Overlaps(output))
        {
            throw new ArgumentException("the input and the output overlap; separate memory is expected.", nameof(output));
        }
    }

    /// <exception cref="ArgumentException">
    /// The network has several inputs or outputs, the count is negative, a length differs, or the spans overlap.
    /// </exception>
    public static void CheckBatch(NetworkLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, int count)
    {
        CheckForm(layout, nameof(inputs), nameof(outputs));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Lengths.Check(inputs.Length, (long)count * layout.InputLengths[0], "the batch of inputs", nameof(inputs));
        Lengths.Check(outputs.Length, (long)count * layout.OutputLengths[0], "the batch of outputs", nameof(outputs));
        if (inputs.Overlaps(outputs))
        {
            throw new ArgumentException("the inputs and the outputs overlap; separate memory is expected.", nameof(outputs));
        }
    }

    /// <summary>The general form: the lengths of inputs are looked at when they are copied.</summary>
    /// <exception cref="ArgumentException">A count differs, or the length of an output.</exception>
    public static void CheckLists(NetworkLayout layout, int inputs, ReadOnlySpan<Memory<float>> outputs)
    {
        Lengths.Check(inputs, layout.InputLengths.Length, "the list of inputs", nameof(inputs));
        Lengths.Check(outputs.Length, layout.OutputLengths.Length, "the list of outputs", nameof(outputs));
        for (var index = 0; index < outputs.Length; index++)
        {
            Lengths.Check(outputs[index].Length, layout.OutputLengths[index], "output", index, nameof(outputs));
        }
    }
}
