using System.Text;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>A good file with a few bytes changed, thousands of times and every time the same.</summary>
public sealed class MutationTests
{
    private const int Seed = 20;
    private const int Mutations = 20_000;

    /// <summary>Pieces of the format, which reach further than single bytes do.</summary>
    private static readonly string[] s_pieces =
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\ud83d",
            "-",
            "0",
            "8",
            "12",
            "1e9",
            "9223372036854775807",
            "null",
            "F16",
            "BF16",
            "I64",
            "fc.bias",
            "\"shape\":[1]",
            "__metadata__",
            "\uFFFD",
            "\n",
        ];

    [Fact]
    public void Whatever_is_changed_a_file_is_read_or_refused_by_a_WeightException()
    {
        var random = new Random(Seed);
        var whole = RawFile.Of(Line.Header, Line.Data);
        var (read, refused) = (0, 0);
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var file = Mutated(whole, random);
            try
            {
                Line.Load(WeightSource.FromBytes(file));
                read++;
            }
            catch (WeightException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"mutation {mutation} ended in {error}:\n{Convert.ToBase64String(file)}");
            }
        }

        Assert.True(read > Mutations / 100 && refused > Mutations / 2, $"{read} were read and {refused} refused: the mutations try too little");
    }

    private static byte[] Mutated(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(place, random.Next(1, Math.Min(12, bytes.Count - place) + 1));
                    break;
                case 3:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
                default:
                    bytes.InsertRange(place, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(bytes.Count / 2)));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        // Half of the files say how long their header is now, so that the change is found by the rules after that one.
        var file = bytes.ToArray();
        var headerLength = file.Length - sizeof(ulong) - Line.Data.Length;
        if (headerLength > 0 && random.Next(2) == 0)
        {
            RawFile.Prefix((ulong)headerLength).CopyTo(file, 0);
        }

        return file;
    }
}
