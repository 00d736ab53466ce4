using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Jpeg;

/// <summary>The tables that were defined so far; later ones take the place of earlier ones.</summary>
internal sealed class JpegTables
{
    public const int Slots = 4;

    /// <summary>Divisors of the 64 coefficients, in rows.</summary>
    public int[]?[] Quantisation { get; } = new int[]?[Slots];

    public HuffmanTable?[] Dc { get; } = new HuffmanTable?[Slots];

    public HuffmanTable?[] Ac { get; } = new HuffmanTable?[Slots];

    /// <summary>MCUs from one restart marker to the next, or 0.</summary>
    public int RestartInterval { get; private set; }

    /// <exception cref="InvalidImageException">The segment is no list of such tables.</exception>
    public void DefineQuantisation(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (wide, slot) = (segment[0] >> 4, segment[0] & 15);
            var length = 1 + (ZigZag.Length << (wide & 1));
            if (wide > 1 || slot >= Slots || segment.Length < length)
            {
                throw Damaged("quantisation");
            }

            var table = new int[ZigZag.Length];
            for (var index = 0; index < ZigZag.Length; index++)
            {
                table[ZigZag.Order[index]] = wide == 0 ? segment[1 + index] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * index))..]);
            }

            Quantisation[slot] = table;
            segment = segment[length..];
        }
    }

    /// <exception cref="InvalidImageException">The segment is no list of such tables.</exception>
    public void DefineHuffman(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (kind, slot, symbols) = (segment[0] >> 4, segment[0] & 15, 0);
            for (var length = 1; length <= HuffmanTable.LongestCode && length < segment.Length; length++)
            {
                symbols += segment[length];
            }

            var end = 1 + HuffmanTable.LongestCode + symbols;
            if (kind > 1 || slot >= Slots || symbols > 256 || segment.Length < end)
            {
                throw Damaged("Huffman");
            }

            (kind == 0 ? Dc : Ac)[slot] = new HuffmanTable(segment.Slice(1, HuffmanTable.LongestCode), segment[(1 + HuffmanTable.LongestCode)..end]);
            segment = segment[end..];
        }
    }

    /// <exception cref="InvalidImageException">The segment is no number of two bytes.</exception>
    public void DefineRestartInterval(ReadOnlySpan<byte> segment) => RestartInterval = segment.Length == 2
        ? BinaryPrimitives.ReadUInt16BigEndian(segment)
        : throw new InvalidImageException("a damaged JPEG: its restart interval is no number of two bytes");

    private static InvalidImageException Damaged(string tables) =>
        new($"a damaged JPEG: the segment of its {tables} tables is not as long as its tables, or names a slot above {Slots - 1}");
}
