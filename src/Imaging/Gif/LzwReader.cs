namespace MobileNetGen.Imaging.Gif;

/// <summary>Decompresses a GIF's variant of LZW: codes grow from a bit more than a pixel's to 12 bits (GIF89a specification, appendix F).</summary>
internal static class LzwReader
{
    private const int MaxCodeBits = 12;
    private const int MaxCodes = 1 << MaxCodeBits;
    private const int MaxPixelBits = 8;

    /// <param name="data">The codes, from the low bits of each byte on.</param>
    /// <param name="pixelBits">Bits of a pixel.</param>
    /// <param name="count">Pixels.</param>
    /// <exception cref="InvalidImageException">The data are damaged, or end too early.</exception>
    public static byte[] Read(ReadOnlySpan<byte> data, int pixelBits, int count)
    {
        if (pixelBits is < 1 or > MaxPixelBits)
        {
            throw new InvalidImageException($"a damaged GIF: pixels of {pixelBits} bits; 1 to {MaxPixelBits} are defined");
        }

        if ((long)count * pixelBits > 8L * data.Length * MaxCodes)
        {
            throw new InvalidImageException($"a cut or damaged GIF: {count} pixels do not fit into {data.Length} bytes");
        }

        var pixels = new byte[count];
        var (clear, end) = (1 << pixelBits, (1 << pixelBits) + 1);
        Span<short> prefix = stackalloc short[MaxCodes];
        Span<byte> suffix = stackalloc byte[MaxCodes];
        Span<short> length = stackalloc short[MaxCodes];
        for (var code = 0; code < clear; code++)
        {
            (suffix[code], length[code]) = ((byte)code, 1);
        }

        var (next, bits, previous, place, written) = (end + 1, pixelBits + 1, -1, 0L, 0);
        while (written < count)
        {
            var code = Code(data, place, bits);
            place += bits;
            if (code == clear)
            {
                (next, bits, previous) = (end + 1, pixelBits + 1, -1);
                continue;
            }

            if (code < 0 || code == end || code > next || (code == next && previous < 0) || (previous < 0 && code > end))
            {
                throw new InvalidImageException($"a cut or damaged GIF: its data end, or cannot be decoded, after {written} of {count} pixels");
            }

            // A code that is not there yet is the one before with its own first pixel at its end.
            var known = code == next ? previous : code;
            var room = pixels.AsSpan(written);
            var first = Expand(known, prefix, suffix, length, room);
            var run = (int)length[known];
            if (code == next && run < room.Length)
            {
                room[run++] = first;
            }

            written = Math.Min(written + run, count);
            if (previous >= 0 && next < MaxCodes)
            {
                (prefix[next], suffix[next], length[next]) = ((short)previous, first, (short)(length[previous] + 1));
                next++;
                bits += next == 1 << bits && bits < MaxCodeBits ? 1 : 0;
            }

            previous = code;
        }

        return pixels;
    }

    /// <summary>Writes what a code stands for, from its last pixel to its first, as far as there is room.</summary>
    /// <returns>The first pixel.</returns>
    private static byte Expand(int code, ReadOnlySpan<short> prefix, ReadOnlySpan<byte> suffix, ReadOnlySpan<short> length, Span<byte> room)
    {
        for (var index = length[code] - 1; index > 0; index--, code = prefix[code])
        {
            if (index < room.Length)
            {
                room[index] = suffix[code];
            }
        }

        room[0] = suffix[code];
        return suffix[code];
    }

    private static int Code(ReadOnlySpan<byte> data, long place, int bits)
    {
        if (place + bits > 8L * data.Length)
        {
            return -1;
        }

        var (index, value) = ((int)(place / 8), 0);
        for (var offset = 0; offset < 3 && index + offset < data.Length; offset++)
        {
            value |= data[index + offset] << (8 * offset);
        }

        return (value >> (int)(place % 8)) & ((1 << bits) - 1);
    }
}
