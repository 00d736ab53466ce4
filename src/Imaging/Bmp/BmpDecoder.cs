using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Bmp;

/// <summary>Decodes uncompressed BMP files of 1 to 32 bits a pixel, with headers of Windows and OS/2.</summary>
internal static class BmpDecoder
{
    /// <exception cref="InvalidImageException">The file is cut, damaged, too large, or uses what is not accepted.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        var header = BmpHeader.Read(file, limits);
        var rows = file[header.Pixels..];
        var expected = ((long)header.Stride * (header.Height - 1)) + header.RowBytes;
        if (rows.Length < expected)
        {
            throw new InvalidImageException(
                $"a cut BMP: {header.Width} × {header.Height} pixels of {header.Bits} bits take {expected} bytes; {rows.Length} are there");
        }

        var pixels = memory.Bytes(3 * header.Width * header.Height);
        var alpha = header.Masks[3].Bits == 0 || header.Bits < 16 ? null : memory.Bytes(header.Width * header.Height);
        var palette = file.Slice(header.Palette, header.Colours * header.ColourBytes);
        for (var row = 0; row < header.Height; row++)
        {
            var to = header.IsTopDown ? row : header.Height - 1 - row;
            var from = rows.Slice(row * header.Stride, header.RowBytes);
            var rgb = pixels.AsSpan(3 * to * header.Width, 3 * header.Width);
            switch (header.Bits)
            {
                case <= 8:
                    FromPalette(from, header, palette, rgb);
                    break;
                case 24:
                    FromBgr(from, rgb);
                    break;
                default:
                    FromMasks(from, header, rgb, alpha is null ? default : alpha.AsSpan(to * header.Width, header.Width));
                    break;
            }
        }

        // Many writers leave the opacity 0 everywhere, and mean an opaque image.
        var isTransparent = alpha is not null && alpha.AsSpan(0, header.Width * header.Height).ContainsAnyExcept(byte.MinValue);
        return new RgbImage(new ImageExtent(header.Width, header.Height), pixels, isTransparent ? alpha : null);
    }

    private static void FromPalette(ReadOnlySpan<byte> from, BmpHeader header, ReadOnlySpan<byte> palette, Span<byte> rgb)
    {
        for (var column = 0; column < header.Width; column++)
        {
            var bit = column * header.Bits;
            var index = (from[bit / 8] >> (8 - header.Bits - (bit % 8))) & ((1 << header.Bits) - 1);
            if (index >= header.Colours)
            {
                throw new InvalidImageException($"a damaged BMP: a pixel has the colour {index} of a palette of {header.Colours}");
            }

            FromBgr(palette.Slice(index * header.ColourBytes, 3), rgb.Slice(3 * column, 3));
        }
    }

    private static void FromBgr(ReadOnlySpan<byte> from, Span<byte> rgb)
    {
        for (var index = 0; index < rgb.Length; index += 3)
        {
            (rgb[index], rgb[index + 1], rgb[index + 2]) = (from[index + 2], from[index + 1], from[index]);
        }
    }

    private static void FromMasks(ReadOnlySpan<byte> from, BmpHeader header, Span<byte> rgb, Span<byte> alpha)
    {
        for (var column = 0; column < header.Width; column++)
        {
            var pixel = header.Bits == 16
                ? BinaryPrimitives.ReadUInt16LittleEndian(from[(2 * column)..])
                : BinaryPrimitives.ReadUInt32LittleEndian(from[(4 * column)..]);
            for (var channel = 0; channel < 3; channel++)
            {
                rgb[(3 * column) + channel] = header.Masks[channel].Of(pixel);
            }

            if (!alpha.IsEmpty)
            {
                alpha[column] = header.Masks[3].Of(pixel);
            }
        }
    }
}
