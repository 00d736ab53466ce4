namespace MobileNetGen.Weights;

/// <summary>How packed weights lie in memory. The generator plans with this source and the runtime packs with it, so that they cannot differ.</summary>
internal static class PackedLayout
{
    /// <summary>Outputs of a panel: one panel serves every vector width, 32 = 2 × 16 = 4 × 8 = 8 × 4 lanes.</summary>
    public const int PanelWidth = 32;

    /// <summary>Bytes that each part starts on a multiple of: a cache line, which is also the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>A length in elements of <paramref name="size"/> bytes, rounded up to whole cache lines.</summary>
    public static int Align(int length, int size)
    {
        var line = Alignment / size;
        return (length + line - 1) / line * line;
    }

    /// <summary>Elements of a layer that has one number for each channel, biases or shifts, before its kernel.</summary>
    public static long Length(int channels, long kernel, int size) => Align(channels, size) + kernel;
}
