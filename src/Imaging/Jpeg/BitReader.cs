using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Jpeg;

/// <summary>
/// Bits of entropy-coded data, the highest of a byte first. A marker ends them, and zeros come after: <see cref="IsOverrun"/> says if any of those was used.
/// </summary>
internal ref struct BitReader(ReadOnlySpan<byte> file, int start)
{
    private const int Room = 64;

    private readonly ReadOnlySpan<byte> _file = file;
    private ulong _bits;
    private int _count;
    private int _madeUp;

    /// <summary>Where the next byte is read: a marker, once the bits have ended.</summary>
    public int Position { get; private set; } = start;

    /// <summary>True if more bits were used than there are.</summary>
    public readonly bool IsOverrun => _madeUp > _count;

    /// <summary>Whole bytes that were read ahead and not used.</summary>
    public readonly int UnusedBytes => Math.Max(0, _count - _madeUp) / 8;

    /// <summary>Makes sure of 32 bits.</summary>
    public void Ensure32()
    {
        if (_count < 32)
        {
            Fill();
        }
    }

    public readonly int Peek(int count) => (int)(_bits >> (Room - count));

    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>1 to 16 bits.</summary>
    public int Take(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>A number of so many bits, 0 to 16, whose highest bit says if it is positive (T.81, EXTEND).</summary>
    public int TakeSigned(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        var value = Take(count);
        return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Leaves the rest of the bits, and goes on at another byte.</summary>
    public void Restart(int position) => (Position, _bits, _count, _madeUp) = (position, 0, 0, 0);

    private void Fill()
    {
        if (Position + 8 <= _file.Length)
        {
            var word = BinaryPrimitives.ReadUInt64BigEndian(_file[Position..]);
            if (!HasMarkerByte(word))
            {
                // The byte that fits in part is read again by the next filling, to the same bits.
                var bytes = (Room - _count) / 8;
                _bits |= word >> _count;
                Position += bytes;
                _count += 8 * bytes;
                return;
            }
        }

        while (_count <= Room - 8)
        {
            _bits |= (ulong)NextByte() << (Room - 8 - _count);
            _count += 8;
        }
    }

    /// <summary>True if a byte is 0xFF, which a zero follows where it is no marker's.</summary>
    private static bool HasMarkerByte(ulong word) => (word & (~word - 0x0101010101010101) & 0x8080808080808080) != 0;

    private byte NextByte()
    {
        if (Position < _file.Length && _file[Position] != 0xFF)
        {
            return _file[Position++];
        }

        if (Position + 1 < _file.Length && _file[Position + 1] == 0)
        {
            Position += 2;
            return 0xFF;
        }

        _madeUp += 8;
        return 0;
    }
}
