namespace MobileNetGen.Training;

/// <summary>What a loss is given belongs together.</summary>
internal static class Lengths
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> gradient)
    {
        if (targets.Length != outputs.Length || gradient.Length != outputs.Length)
        {
            throw new ArgumentException(
                $"there are {targets.Length} targets and {gradient.Length} gradients for {outputs.Length} outputs; as many of each are accepted.",
                nameof(targets));
        }
    }
}
