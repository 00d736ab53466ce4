namespace MobileNetGen.Quantized;

/// <summary>What a tensor's bytes have for 0, and where they end.</summary>
/// <param name="Zero">What stands for 0.</param>
/// <param name="Min">The least byte.</param>
/// <param name="Max">The largest byte.</param>
internal readonly record struct ByteRange(int Zero, int Min, int Max)
{
    /// <summary>The byte so many steps from 0, or the end before it.</summary>
    public byte At(int steps) => Bounded(steps + Zero);

    /// <summary>A byte, or the end before it. Packed weights may say anything of the ends: no number of theirs throws while a network runs.</summary>
    public byte Bounded(int value) => unchecked((byte)Math.Max(Math.Min(value, Max), Min));
}
