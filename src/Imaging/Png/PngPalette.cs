namespace MobileNetGen.Imaging.Png;

/// <summary>The chunks PLTE and tRNS.</summary>
internal struct PngPalette
{
    private const int MaxColours = 256;

    /// <summary>Red, green and blue of each colour; empty where the palette is only a suggestion.</summary>
    public byte[]? Colours { get; set; }

    /// <summary>As the file has it: opacities of the palette's colours, or the one colour that is transparent, in 16 bits a channel.</summary>
    public byte[]? Transparency { get; set; }

    /// <exception cref="InvalidImageException">It is no list of 1 to 256 colours.</exception>
    public static byte[] Checked(ReadOnlySpan<byte> chunk) => chunk.Length % 3 == 0 && chunk.Length is > 0 and <= 3 * MaxColours
        ? chunk.ToArray()
        : throw new InvalidImageException($"a damaged PNG: its palette has {chunk.Length} bytes; 3 for each of 1 to {MaxColours} colours are expected");
}
