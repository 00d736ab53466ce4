using System.Text;

namespace MobileNetGen.Tests;

/// <summary>Changes files at random: bits, numbers, words of formats, and pieces that go, come twice or change places.</summary>
internal static class Mutator
{
    private const int MaxChanges = 6;
    private const int MaxPiece = 64;

    /// <summary>What lengths, counts and offsets are wrong at.</summary>
    private static readonly long[] s_numbers =
        [0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    private static readonly string[] s_words =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud83d", "null", "-1", "1e999", "0.5",
        "9223372036854775807", "../", "/etc/passwd", "@", "\0", "\e[2J", "\u202e", "name", "kind",
    ];

    /// <param name="file">The file; it is not changed.</param>
    /// <param name="others">Files whose pieces may come in.</param>
    /// <param name="random">What decides.</param>
    public static byte[] Change(byte[] file, IReadOnlyList<byte[]> others, Random random)
    {
        var bytes = file.ToList();
        for (var changes = random.Next(1, MaxChanges); changes > 0 && bytes.Count > 0; changes--)
        {
            ChangeOnce(bytes, others, random);
        }

        return [.. bytes];
    }

    private static void ChangeOnce(List<byte> bytes, IReadOnlyList<byte[]> others, Random random)
    {
        var place = random.Next(bytes.Count);
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 3:
                bytes[place] = (byte)random.Next(256);
                break;
            case 4:
                SetNumber(bytes, place, random);
                break;
            case 5:
                bytes.RemoveRange(place, Piece(bytes.Count - place, random));
                break;
            case 6:
                bytes.InsertRange(place, bytes.GetRange(place, Piece(bytes.Count - place, random)));
                break;
            case 7:
                bytes.InsertRange(place, Encoding.UTF8.GetBytes(s_words[random.Next(s_words.Length)]));
                break;
            default:
                TakeOver(bytes, place, others[random.Next(others.Count)], random);
                break;
        }
    }

    /// <summary>An integer of one to eight bytes, in either order.</summary>
    private static void SetNumber(List<byte> bytes, int place, Random random)
    {
        var number = BitConverter.GetBytes(s_numbers[random.Next(s_numbers.Length)] + random.Next(-1, 2)).AsSpan(0, 1 << random.Next(4));
        if (random.Next(2) == 0)
        {
            number.Reverse();
        }

        for (var index = 0; index < number.Length && place + index < bytes.Count; index++)
        {
            bytes[place + index] = number[index];
        }
    }

    /// <summary>A piece of another file in place of what is there.</summary>
    private static void TakeOver(List<byte> bytes, int place, byte[] other, Random random)
    {
        var from = random.Next(other.Length);
        var length = Math.Min(Piece(other.Length - from, random), bytes.Count - place);
        for (var index = 0; index < length; index++)
        {
            bytes[place + index] = other[from + index];
        }
    }

    private static int Piece(int most, Random random) => random.Next(1, Math.Min(MaxPiece, most) + 1);
}
