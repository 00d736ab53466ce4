using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Gif;

/// <summary>Decodes the first image of a GIF file (GIF89a specification).</summary>
internal ref struct GifDecoder
{
    private const int ScreenEnd = 13;
    private const int ImageHeader = 9;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte GraphicControl = 0xF9;

    private readonly ReadOnlySpan<byte> _file;
    private readonly ImageLimits _limits;
    private int _next;
    private byte? _transparent;
    private ReadOnlySpan<byte> _palette;
    private RgbImage? _image;

    private GifDecoder(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    /// <exception cref="InvalidImageException">The file is cut, damaged or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var decoder = new GifDecoder(file, limits);
        return decoder.Read();
    }

    private RgbImage Read()
    {
        var screen = Take(ScreenEnd);
        _palette = Palette(screen[10]);
        for (var block = Take(1)[0]; block != Trailer; block = Take(1)[0])
        {
            switch (block)
            {
                case Extension:
                    Extend(Take(1)[0]);
                    break;
                case Image when _image is null:
                    Frame(screen);
                    break;
                case Image:
                    Palette(Take(ImageHeader)[8]);
                    Take(1);
                    Data(null);
                    break;
                default:
                    throw new InvalidImageException($"a damaged GIF: a block begins with {block:X2} at byte {_next - 1}");
            }
        }

        return _image ?? throw new InvalidImageException("a damaged GIF: it has no image");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _file.Length - _next)
        {
            throw new InvalidImageException($"a cut GIF: it goes on after its {_file.Length} bytes");
        }

        _next += count;
        return _file.Slice(_next - count, count);
    }

    /// <summary>A table of colours, if the flags before it say that there is one.</summary>
    private ReadOnlySpan<byte> Palette(byte flags) => (flags & 0x80) == 0 ? [] : Take(3 << ((flags & 7) + 1));

    private void Extend(byte label)
    {
        var data = new MemoryStream();
        Data(data);
        if (label == GraphicControl && _image is null && data.Length == 4)
        {
            var control = data.GetBuffer();
            _transparent = (control[0] & 1) == 0 ? null : control[3];
        }
    }

    /// <summary>Blocks of data up to an empty one.</summary>
    private void Data(MemoryStream? all)
    {
        for (var length = Take(1)[0]; length > 0; length = Take(1)[0])
        {
            all?.Write(Take(length));
            if (all is null)
            {
                Take(length);
            }
        }
    }

    private void Frame(ReadOnlySpan<byte> screen)
    {
        var (width, height) = (UInt16(screen[6..]), UInt16(screen[8..]));
        var header = Take(ImageHeader);
        var frame = new GifFrame(UInt16(header), UInt16(header[2..]), UInt16(header[4..]), UInt16(header[6..]), (header[8] & 0x40) != 0);
        var own = Palette(header[8]);
        (width, height) = (Math.Max(width, frame.Left + frame.Width), Math.Max(height, frame.Top + frame.Height));
        _limits.Check(width, height);
        _limits.Check(frame.Width, frame.Height);
        var codeBits = Take(1)[0];
        var data = new MemoryStream();
        Data(data);
        var indices = LzwReader.Read(data.GetBuffer().AsSpan(0, (int)data.Length), codeBits, frame.Width * frame.Height);
        _image = frame.Draw(indices, width, height, own.IsEmpty ? _palette : own, _transparent);
    }

    private static int UInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
