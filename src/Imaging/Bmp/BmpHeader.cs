using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Bmp;

/// <summary>The headers of a BMP: the file's, and that of the bitmap, whose length says which of its versions it is.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="IsTopDown">True if the first row of the file is the upper one.</param>
/// <param name="Bits">Bits a pixel.</param>
/// <param name="Pixels">Where the rows begin in the file.</param>
/// <param name="Palette">Where the colours begin in the file.</param>
/// <param name="Colours">How many colours there are.</param>
/// <param name="ColourBytes">Bytes of a colour.</param>
/// <param name="Masks">Of 16 and 32 bits: those of red, green, blue and opacity.</param>
internal sealed record BmpHeader(int Width, int Height, bool IsTopDown, int Bits, int Pixels, int Palette, int Colours, int ColourBytes, BmpMask[] Masks)
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;
    private const int Os2Header = 64;

    private const uint NoCompression = 0;
    private const uint BitFields = 3;
    private const uint AlphaBitFields = 6;

    /// <summary>Rows are padded to 32 bits.</summary>
    public int Stride => (int)((((long)Width * Bits) + 31) / 32 * 4);

    public int RowBytes => (int)((((long)Width * Bits) + 7) / 8);

    /// <exception cref="InvalidImageException">The headers are cut or damaged, or name what is not accepted.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var length = file.Length >= FileHeader + 4 ? UInt32(file, FileHeader) : 0;
        if (length is not (CoreHeader or InfoHeader or 52 or 56 or Os2Header or 108 or 124) || file.Length < FileHeader + length)
        {
            throw new InvalidImageException(
                $"a cut or damaged BMP: a bitmap's header of {length} bytes in a file of {file.Length}; 12, 40, 52, 56, 64, 108 and 124 are accepted");
        }

        var fields = length == CoreHeader ? Core(file) : Info(file, (int)length);
        limits.Check(fields.Width, fields.Height);
        return fields.Checked(UInt32(file, 10), file.Length);
    }

    private static Fields Core(ReadOnlySpan<byte> file) =>
        new(UInt16(file, 18), UInt16(file, 20), false, UInt16(file, 24), NoCompression, 0, FileHeader + CoreHeader, 3, []);

    private static Fields Info(ReadOnlySpan<byte> file, int length)
    {
        var (width, height, compression) = ((int)UInt32(file, 18), (int)UInt32(file, 22), UInt32(file, 30));
        var end = FileHeader + length;
        var masks = length == Os2Header ? 0 : compression switch { BitFields => 3, AlphaBitFields => 4, _ => 0 };
        if (masks > 0 && length == InfoHeader)
        {
            end += 4 * masks;
        }
        else if (masks > 0 && length > 52)
        {
            masks = 4;
        }

        if (compression != NoCompression && masks == 0)
        {
            throw new InvalidImageException($"a BMP with compression {compression} ({Name(compression, length)}); uncompressed pixels are accepted");
        }

        if (file.Length < end)
        {
            throw new InvalidImageException($"a cut BMP: {file.Length} bytes, of which its headers take {end}");
        }

        var found = new uint[masks];
        for (var index = 0; index < masks; index++)
        {
            found[index] = UInt32(file, FileHeader + InfoHeader + (4 * index));
        }

        return new Fields(width, Math.Abs((long)height), height < 0, UInt16(file, 28), compression, UInt32(file, 46), end, 4, found);
    }

    private static string Name(uint compression, int length) => compression switch
    {
        1 => "RLE8",
        2 => "RLE4",
        3 when length == Os2Header => "Huffman",
        4 => length == Os2Header ? "RLE24" : "JPEG",
        5 => "PNG",
        _ => "unknown",
    };

    private static ushort UInt16(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]);

    private static uint UInt32(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file[offset..]);

    /// <summary>What the headers say, not yet compared with the file; they end where a palette can begin.</summary>
    private sealed record Fields(long Width, long Height, bool IsTopDown, int Bits, uint Compression, uint Colours, int End, int ColourBytes, uint[] Masks)
    {
        public BmpHeader Checked(uint pixels, int fileLength)
        {
            if (Bits is not (1 or 4 or 8 or 16 or 24 or 32) || (Masks.Length > 0 && Bits is not (16 or 32)))
            {
                throw new InvalidImageException(
                    $"a BMP with {Bits} bits a pixel and compression {Compression}; 1, 4, 8, 16, 24 and 32 are accepted, masks with 16 and 32");
            }

            if (pixels < End || pixels > fileLength)
            {
                throw new InvalidImageException($"a cut or damaged BMP: its pixels begin at byte {pixels}; {End} to {fileLength} are expected");
            }

            var most = Bits <= 8 ? 1u << Bits : 0;
            var said = Colours == 0 ? most : Math.Min(Colours, most);
            var room = (pixels - (uint)End) / (uint)ColourBytes;
            return new BmpHeader((int)Width, (int)Height, IsTopDown, Bits, (int)pixels, End, (int)Math.Min(said, room), ColourBytes, BmpMask.Of(Bits, Masks));
        }
    }
}
