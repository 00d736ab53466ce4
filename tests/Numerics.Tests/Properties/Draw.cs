namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>
/// A layer before it is known what it can read: numbers that choose its kind, its inputs and its options. Smaller ones choose simpler
/// layers.
/// </summary>
/// <param name="From">How many tensors back its input lies.</param>
/// <param name="Beside">How many back its second one lies.</param>
internal sealed record Draw(int Kind, int From, int Beside, int[] Choices)
{
    private int _next;

    /// <summary>The next choice, from 0 to <paramref name="count"/> − 1.</summary>
    public int Next(int count) => Choices[_next++ % Choices.Length] % count;

    public string Flag() => Next(2) == 0 ? "false" : "true";

    public string Pick(params string[] choices) => choices[Next(choices.Length)];
}
