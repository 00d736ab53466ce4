using System.Buffers;
using Google.Protobuf;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>
/// The fields of a message of protobuf one after the other, as far as they are well formed and no groups, as
/// <see href="https://protobuf.dev/programming-guides/encoding/">its encoding</see> says.
/// </summary>
internal ref struct WireFields(ReadOnlySequence<byte> message)
{
    private const int WireTypeBits = 3;
    private const int MaxVarintBytes = 10;

    private SequenceReader<byte> _reader = new(message);

    /// <summary>Number and type of the field.</summary>
    public ulong Tag { get; private set; }

    /// <summary>Where the field begins.</summary>
    public SequencePosition Start { get; private set; }

    /// <summary>Where the next one begins.</summary>
    public readonly SequencePosition End => _reader.Position;

    /// <summary>The bytes of a field that has a length; empty for others.</summary>
    public ReadOnlySequence<byte> Content { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end, and where what follows is something else.</returns>
    public bool Next()
    {
        Start = _reader.Position;
        Content = default;
        if (!TryReadVarint(out var tag))
        {
            return false;
        }

        Tag = tag;
        switch ((WireFormat.WireType)(tag & ((1 << WireTypeBits) - 1)))
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(out _);
            case WireFormat.WireType.Fixed32:
                return TrySkip(sizeof(uint));
            case WireFormat.WireType.Fixed64:
                return TrySkip(sizeof(ulong));
            case WireFormat.WireType.LengthDelimited when TryReadVarint(out var length) && length <= (ulong)_reader.Remaining:
                Content = _reader.UnreadSequence.Slice(0, (long)length);
                return TrySkip((long)length);
            default:
                return false;
        }
    }

    private bool TrySkip(long bytes)
    {
        var isThere = bytes <= _reader.Remaining;
        _reader.Advance(isThere ? bytes : 0);
        return isThere;
    }

    private bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (var place = 0; place < MaxVarintBytes && _reader.TryRead(out var part); place++)
        {
            value |= (ulong)(part & 0x7F) << (7 * place);
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
