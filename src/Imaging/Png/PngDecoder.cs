using System.Buffers.Binary;
using System.IO.Compression;
using MobileNetGen.Imaging.Orienting;

namespace MobileNetGen.Imaging.Png;

/// <summary>Decodes PNG files: every colour type and depth, interlaced too; of an animation its still image (PNG specification, third edition).</summary>
internal ref struct PngDecoder
{
    private const int SignatureLength = 8;

    /// <summary>What surrounds the data of a chunk: its length, its name and its checksum.</summary>
    private const int FrameLength = 12;

    /// <summary>A compressed byte stands for less than this many (Deflate's longest matches in their shortest codes).</summary>
    private const int MaxExpansion = 1032;

    private readonly ReadOnlySpan<byte> _file;
    private readonly ImageMemory _memory;
    private int _next = SignatureLength;
    private PngHeader _header;
    private PngPalette _palette;
    private PngData? _compressed;
    private bool _isPastData;
    private Orientation? _exif;
    private Orientation? _textual;

    private PngDecoder(ReadOnlySpan<byte> file, ImageMemory memory)
    {
        _file = file;
        _memory = memory;
    }

    /// <exception cref="InvalidImageException">The file is cut, damaged, too large, or uses what is not accepted.</exception>
    public static (RgbImage Image, Orientation Orientation) Decode(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        var decoder = new PngDecoder(file, memory);
        var first = decoder.Chunk(out var data);
        decoder._header = first.SequenceEqual("IHDR"u8)
            ? PngHeader.Read(data, limits)
            : throw new InvalidImageException($"a damaged PNG: it begins with the chunk {Name(first)}; IHDR is expected");
        decoder.Read();
        return (decoder.Picture(), decoder._exif ?? decoder._textual ?? Orientation.Upright);
    }

    private void Read()
    {
        for (var name = Chunk(out var data); !name.SequenceEqual("IEND"u8); name = Chunk(out data))
        {
            var isData = name.SequenceEqual("IDAT"u8);
            _isPastData |= _compressed is not null && !isData;
            if (isData)
            {
                Collect(data);
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                _palette.Colours = _header.Colour == PngColour.Palette ? PngPalette.Checked(data) : [];
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                _palette.Transparency = data.ToArray();
            }
            else if (name.SequenceEqual("eXIf"u8))
            {
                _exif ??= Exif.Read(data);
            }
            else if (PngText.IsText(name))
            {
                _textual ??= PngText.Orientation(name, data);
            }
            else if ((name[0] & 0x20) == 0)
            {
                throw new InvalidImageException($"a PNG with the chunk {Name(name)}, which cannot be left out and is not known");
            }
        }
    }

    private void Collect(ReadOnlySpan<byte> data)
    {
        if (_isPastData)
        {
            throw new InvalidImageException("a damaged PNG: other chunks interrupt its data");
        }

        (_compressed ??= new PngData()).Write(data);
    }

    /// <summary>The next chunk, whose checksum is right.</summary>
    private ReadOnlySpan<byte> Chunk(out ReadOnlySpan<byte> data)
    {
        var left = _file.Length - _next;
        var length = left >= FrameLength ? BinaryPrimitives.ReadUInt32BigEndian(_file[_next..]) : 0;
        if (left < FrameLength || length > left - FrameLength)
        {
            throw new InvalidImageException($"a cut PNG: the chunk at byte {_next} does not end within the file's {_file.Length} bytes");
        }

        var checkedPart = _file.Slice(_next + 4, 4 + (int)length);
        var stored = BinaryPrimitives.ReadUInt32BigEndian(_file[(_next + 8 + (int)length)..]);
        if (Crc32.Of(checkedPart) != stored)
        {
            throw new InvalidImageException($"a damaged PNG: the chunk {Name(checkedPart[..4])} at byte {_next} differs from its checksum");
        }

        _next += FrameLength + (int)length;
        data = checkedPart[4..];
        return checkedPart[..4];
    }

    private readonly RgbImage Picture()
    {
        if (_compressed is null || (_header.Colour == PngColour.Palette && _palette.Colours is null or []))
        {
            throw new InvalidImageException($"a damaged PNG: it has no {(_compressed is null ? "data" : "palette")}");
        }

        if ((long)_header.RowBytes(_header.Width) * _header.Height > MaxExpansion * _compressed.Length)
        {
            throw new InvalidImageException(
                $"a damaged PNG: {_header.Width} × {_header.Height} pixels do not fit into {_compressed.Length} bytes of compressed data");
        }

        _compressed.Position = 0;
        using var inflated = new ZLibStream(_compressed, CompressionMode.Decompress);
        var rows = new PngRows(inflated, _header.PixelBytes);
        var image = new PngPixels(_header, _palette, _memory);
        foreach (var pass in PngPass.Of(_header))
        {
            rows.Begin(_header.RowBytes(pass.Width));
            for (var row = 0; row < pass.Height; row++)
            {
                image.Write(rows.Next(), pass, row);
            }
        }

        rows.End();
        return !_compressed.IsExhausted ? image.ToImage() : throw new InvalidImageException("a cut PNG: its compressed data end before their checksum");
    }

    private static string Name(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                return Convert.ToHexString(name);
            }
        }

        return System.Text.Encoding.ASCII.GetString(name);
    }
}
