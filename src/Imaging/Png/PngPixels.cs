using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Png;

/// <summary>Makes 8-bit pixels of a PNG's samples: fewer bits are spread over the range, of more the high byte is kept.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _opacities;
    private readonly int[] _transparent;
    private readonly byte[] _pixels;
    private readonly byte[]? _alpha;

    public PngPixels(PngHeader header, PngPalette palette, ImageMemory memory)
    {
        _header = header;
        _palette = palette.Colours ?? [];
        var transparency = palette.Transparency ?? [];
        _opacities = header.Colour == PngColour.Palette ? transparency : [];
        _transparent = header.Colour is PngColour.Gray or PngColour.Rgb && transparency.Length == 2 * header.Channels
            ? [.. Enumerable.Range(0, header.Channels).Select(channel => (int)BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * channel)))]
            : [];
        _pixels = memory.Bytes(3 * header.Width * header.Height);
        var isTransparent = header.Colour is PngColour.GrayAlpha or PngColour.RgbAlpha || _opacities.Length > 0 || _transparent.Length > 0;
        _alpha = isTransparent ? memory.Bytes(header.Width * header.Height) : null;
    }

    /// <exception cref="InvalidImageException">A pixel's colour is not in the palette.</exception>
    public void Write(ReadOnlySpan<byte> samples, PngPass pass, int row)
    {
        Span<int> pixel = stackalloc int[_header.Channels];
        var first = ((pass.Top + (row * pass.StepDown)) * _header.Width) + pass.Left;
        for (var column = 0; column < pass.Width; column++)
        {
            for (var channel = 0; channel < pixel.Length; channel++)
            {
                pixel[channel] = Sample(samples, (column * pixel.Length) + channel);
            }

            Write(pixel, first + (column * pass.StepAcross));
        }
    }

    public RgbImage ToImage() => new(new ImageExtent(_header.Width, _header.Height), _pixels, _alpha);

    /// <summary>A sample as the file has it, in its own bits.</summary>
    private int Sample(ReadOnlySpan<byte> samples, int index) => _header.Depth switch
    {
        8 => samples[index],
        16 => (samples[2 * index] << 8) | samples[(2 * index) + 1],
        var depth => (samples[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    private void Write(ReadOnlySpan<int> pixel, int place)
    {
        var rgb = _pixels.AsSpan(3 * place, 3);
        switch (_header.Colour)
        {
            case PngColour.Palette:
                FromPalette(pixel[0], rgb);
                break;
            case PngColour.Gray or PngColour.GrayAlpha:
                rgb.Fill(Byte(pixel[0]));
                break;
            default:
                (rgb[0], rgb[1], rgb[2]) = (Byte(pixel[0]), Byte(pixel[1]), Byte(pixel[2]));
                break;
        }

        if (_alpha is not null)
        {
            _alpha[place] = _header.Colour switch
            {
                PngColour.Palette => pixel[0] < _opacities.Length ? _opacities[pixel[0]] : byte.MaxValue,
                PngColour.GrayAlpha or PngColour.RgbAlpha => Byte(pixel[^1]),
                _ => pixel.SequenceEqual(_transparent) ? byte.MinValue : byte.MaxValue,
            };
        }
    }

    private void FromPalette(int index, Span<byte> rgb)
    {
        if (3 * index >= _palette.Length)
        {
            throw new InvalidImageException($"a damaged PNG: a pixel has the colour {index} of a palette of {_palette.Length / 3}");
        }

        _palette.AsSpan(3 * index, 3).CopyTo(rgb);
    }

    private byte Byte(int sample) => _header.Depth switch
    {
        8 => (byte)sample,
        16 => (byte)(sample >> 8),
        var depth => (byte)(sample * (byte.MaxValue / ((1 << depth) - 1))),
    };
}
