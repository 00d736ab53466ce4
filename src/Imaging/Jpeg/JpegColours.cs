namespace MobileNetGen.Imaging.Jpeg;

/// <summary>What a JPEG's components mean.</summary>
internal enum JpegColours
{
    Gray,
    Rgb,
    YCbCr,
    Cmyk,
    Ycck,
}

/// <summary>Tells what the components mean, and makes red, green and blue of a row of them, with libjpeg's arithmetic.</summary>
internal static class JpegColour
{
    private const int FractionBits = 16;
    private const int Half = 1 << (FractionBits - 1);

    // 1.402, 0.34414, 0.71414 and 1.772 (ITU-R BT.601 as JFIF has it), times 2¹⁶.
    private const int RedOfCr = 91881;
    private const int GreenOfCb = 22554;
    private const int GreenOfCr = 46802;
    private const int BlueOfCb = 116130;

    /// <param name="frame">The image.</param>
    /// <param name="hasJfif">True if the file says that it follows JFIF.</param>
    /// <param name="adobeTransform">What Adobe's segment says, or null where there is none.</param>
    public static JpegColours Of(JpegFrame frame, bool hasJfif, int? adobeTransform) => frame.Components switch
    {
        [_] => JpegColours.Gray,
        [{ Id: 'R' }, { Id: 'G' }, { Id: 'B' }] when !hasJfif && adobeTransform is null => JpegColours.Rgb,
        [_, _, _] when !hasJfif && adobeTransform == 0 => JpegColours.Rgb,
        [_, _, _] => JpegColours.YCbCr,
        _ => adobeTransform is null or 0 ? JpegColours.Cmyk : JpegColours.Ycck,
    };

    /// <param name="colours">What the rows mean.</param>
    /// <param name="rows">A row of each component.</param>
    /// <param name="rgb">The row's pixels.</param>
    public static void Write(JpegColours colours, byte[][] rows, Span<byte> rgb)
    {
        switch (colours)
        {
            case JpegColours.Gray:
                Interleave(rows[0], rows[0], rows[0], rgb);
                break;
            case JpegColours.YCbCr:
                FromYCbCr(rows[0], rows[1], rows[2], rgb);
                break;
            case JpegColours.Ycck:
                FromYCbCr(rows[0], rows[1], rows[2], rgb);
                Invert(rgb);
                OverBlack(rows[3], rgb);
                break;
            case JpegColours.Cmyk:
                Interleave(rows[0], rows[1], rows[2], rgb);
                OverBlack(rows[3], rgb);
                break;
            default:
                Interleave(rows[0], rows[1], rows[2], rgb);
                break;
        }
    }

    private static void Interleave(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb)
    {
        for (var (next, index) = (0, 0); next < rgb.Length; next += 3, index++)
        {
            (rgb[next], rgb[next + 1], rgb[next + 2]) = (first[index], second[index], third[index]);
        }
    }

    private static void FromYCbCr(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        for (var (next, index) = (0, 0); next < rgb.Length; next += 3, index++)
        {
            int y = luma[index], blue = cb[index] - 128, red = cr[index] - 128;
            rgb[next] = Clamped(y + (((RedOfCr * red) + Half) >> FractionBits));
            rgb[next + 1] = Clamped(y + ((Half - (GreenOfCb * blue) - (GreenOfCr * red)) >> FractionBits));
            rgb[next + 2] = Clamped(y + (((BlueOfCb * blue) + Half) >> FractionBits));
        }
    }

    private static void Invert(Span<byte> rgb)
    {
        for (var index = 0; index < rgb.Length; index++)
        {
            rgb[index] = (byte)~rgb[index];
        }
    }

    /// <summary>Inks are stored as what they leave of the light, as Adobe does: each lets through its share of what black does.</summary>
    private static void OverBlack(ReadOnlySpan<byte> black, Span<byte> inks)
    {
        for (var index = 0; index < inks.Length; index++)
        {
            inks[index] = Clamped(black[index / 3] - Division.Of255((255 - inks[index]) * black[index / 3]));
        }
    }

    private static byte Clamped(int value) => (byte)Math.Clamp(value, 0, 255);
}
