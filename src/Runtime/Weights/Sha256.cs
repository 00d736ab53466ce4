using System.Buffers.Binary;
using System.Numerics;

namespace MobileNetGen.Weights;

/// <summary>
/// SHA-256 (FIPS 180-4) of bytes as they come. On Linux, the base library's needs OpenSSL: small containers have none, and a program
/// that only packs weights should not load one.
/// </summary>
internal sealed class Sha256
{
    private const int BlockLength = 64;
    private const int Rounds = 64;
    private const int WordLength = sizeof(uint);

    /// <summary>The first bits of the fractions of the first 64 primes' cube roots.</summary>
    private static readonly uint[] s_constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The first bits of the fractions of the first eight primes' square roots.</summary>
    private readonly uint[] _state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly uint[] _schedule = new uint[Rounds];
    private readonly byte[] _rest = new byte[BlockLength];
    private long _length;

    /// <summary>The hash of bytes as 64 hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new Sha256();
        hash.Add(bytes);
        return hash.Finish();
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var begun = (int)(_length % BlockLength);
        _length += bytes.Length;
        if (begun > 0)
        {
            var taken = Math.Min(bytes.Length, BlockLength - begun);
            bytes[..taken].CopyTo(_rest.AsSpan(begun));
            bytes = bytes[taken..];
            if (begun + taken < BlockLength)
            {
                return;
            }

            AddBlock(_rest);
        }

        for (; bytes.Length >= BlockLength; bytes = bytes[BlockLength..])
        {
            AddBlock(bytes);
        }

        bytes.CopyTo(_rest);
    }

    /// <summary>The hash of all that was added, as 64 hexadecimal digits. Nothing can be added afterwards.</summary>
    public string Finish()
    {
        // A bit of 1, zeros, and the length in bits fill the last block.
        var bits = _length * 8;
        var padding = new byte[BlockLength + sizeof(long) - (int)((_length + sizeof(long)) % BlockLength)];
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding.AsSpan(padding.Length - sizeof(long)), bits);
        Add(padding);
        return string.Concat(_state.Select(word => word.ToString("x8")));
    }

    private void AddBlock(ReadOnlySpan<byte> block)
    {
        Expand(block);
        var (a, b, c, d) = (_state[0], _state[1], _state[2], _state[3]);
        var (e, f, g, h) = (_state[4], _state[5], _state[6], _state[7]);
        for (var round = 0; round < Rounds; round++)
        {
            var upper = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var lower = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var first = h + upper + ((e & f) ^ (~e & g)) + s_constants[round] + _schedule[round];
            var second = lower + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }

    private void Expand(ReadOnlySpan<byte> block)
    {
        const int words = BlockLength / WordLength;
        for (var word = 0; word < words; word++)
        {
            _schedule[word] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * WordLength)..]);
        }

        for (var word = words; word < Rounds; word++)
        {
            var (near, far) = (_schedule[word - 2], _schedule[word - 15]);
            var upper = BitOperations.RotateRight(near, 17) ^ BitOperations.RotateRight(near, 19) ^ (near >> 10);
            var lower = BitOperations.RotateRight(far, 7) ^ BitOperations.RotateRight(far, 18) ^ (far >> 3);
            _schedule[word] = upper + _schedule[word - 7] + lower + _schedule[word - 16];
        }
    }
}
