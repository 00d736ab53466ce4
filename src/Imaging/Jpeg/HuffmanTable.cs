namespace MobileNetGen.Imaging.Jpeg;

/// <summary>A canonical Huffman code (T.81, annex C).</summary>
internal sealed class HuffmanTable
{
    public const int LongestCode = 16;
    private const int LookupBits = 9;

    /// <summary>By the next bits: the length of the code that they begin with in the high byte, and its symbol; 0 for longer codes.</summary>
    private readonly ushort[] _lookup = new ushort[1 << LookupBits];

    /// <summary>By length: the first 16 bits that are no code of this length or a shorter one.</summary>
    private readonly int[] _bound = new int[LongestCode + 1];

    /// <summary>By length: what a code is away from its symbol's place.</summary>
    private readonly int[] _toSymbol = new int[LongestCode + 1];

    private readonly byte[] _symbols;

    /// <param name="counts">How many codes there are of each length, from 1 to 16.</param>
    /// <param name="symbols">The symbols in order of their codes.</param>
    /// <exception cref="InvalidImageException">There are more codes than fit.</exception>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        var (code, next) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            _toSymbol[length] = next - code;
            for (var left = counts[length - 1]; left > 0; left--, code++, next++)
            {
                if (length <= LookupBits && code < 1 << length)
                {
                    _lookup.AsSpan(code << (LookupBits - length), 1 << (LookupBits - length)).Fill((ushort)((length << 8) | _symbols[next]));
                }
            }

            if (code > 1 << length)
            {
                throw new InvalidImageException($"a damaged JPEG: a Huffman table has more codes of up to {length} bits than there can be");
            }

            _bound[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>The next symbol. At least 16 bits must be there.</summary>
    /// <returns>−1 if the bits are no code.</returns>
    public int Next(ref BitReader bits)
    {
        var entry = _lookup[bits.Peek(LookupBits)];
        if (entry != 0)
        {
            bits.Skip(entry >> 8);
            return entry & 0xFF;
        }

        var ahead = bits.Peek(LongestCode);
        for (var length = LookupBits + 1; length <= LongestCode; length++)
        {
            if (ahead < _bound[length])
            {
                bits.Skip(length);
                return _symbols[_toSymbol[length] + (ahead >> (LongestCode - length))];
            }
        }

        return -1;
    }
}
