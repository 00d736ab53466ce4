namespace MobileNetGen.AspNetCore.Networks;

/// <summary>Runs a network of integers on one example of a batch after the other.</summary>
internal static class IntegerBatch
{
    /// <summary>On elements of its own types.</summary>
    public static void Run(IIntegerNetwork network, IReadOnlyList<Tensor> inputs, byte[][] outputs, int count)
    {
        for (var example = 0; example < count; example++)
        {
            network.RunRaw([.. inputs.Select(input => Of(input.Data, example, count))], Of(outputs, example, count));
        }
    }

    /// <summary>On floats of its one input.</summary>
    public static void Run(IIntegerNetwork network, ReadOnlyMemory<float> input, byte[][] outputs, int count)
    {
        for (var example = 0; example < count; example++)
        {
            network.RunRaw([Of(input, example, count)], Of(outputs, example, count));
        }
    }

    private static ReadOnlySpan<Memory<byte>> Of(byte[][] outputs, int example, int count) =>
        Array.ConvertAll(outputs, output => output.AsMemory(example * (output.Length / count), output.Length / count));

    private static ReadOnlyMemory<T> Of<T>(ReadOnlyMemory<T> batch, int example, int count) =>
        batch.Slice(example * (batch.Length / count), batch.Length / count);
}
