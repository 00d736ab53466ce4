using System.Numerics;
using System.Runtime.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>
/// CRC-32C (RFC 3720) of four stripes of some bytes. A checksum waits for its own last step; four side by side keep the
/// CPU's instruction for it busy, and every byte is in one of them.
/// </summary>
internal static class StripedChecksum
{
    public const int Stripes = 4;

    public static unsafe uint[] Of(byte* data, long length)
    {
        var stripe = length / sizeof(ulong) / Stripes * sizeof(ulong);
        var (a, b, c, d) = (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        for (var word = data; word < data + stripe; word += sizeof(ulong))
        {
            a = BitOperations.Crc32C(a, Unsafe.ReadUnaligned<ulong>(word));
            b = BitOperations.Crc32C(b, Unsafe.ReadUnaligned<ulong>(word + stripe));
            c = BitOperations.Crc32C(c, Unsafe.ReadUnaligned<ulong>(word + (2 * stripe)));
            d = BitOperations.Crc32C(d, Unsafe.ReadUnaligned<ulong>(word + (3 * stripe)));
        }

        // What does not divide belongs to the last stripe.
        for (var rest = data + (Stripes * stripe); rest < data + length; rest++)
        {
            d = BitOperations.Crc32C(d, *rest);
        }

        return [~a, ~b, ~c, ~d];
    }
}
