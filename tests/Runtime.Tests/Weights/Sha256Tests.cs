using System.Security.Cryptography;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

public sealed class Sha256Tests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 300).Select(index => (byte)(index * index))];

    /// <summary>The example of FIPS 180-4.</summary>
    [Fact]
    public void The_standards_example_has_its_hash() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.Of("abc"u8));

    [Fact]
    public void Every_length_has_the_hash_that_the_base_library_finds()
    {
        for (var length = 0; length <= s_bytes.Length; length++)
        {
            Assert.Equal(Expected(s_bytes.AsSpan(0, length)), Sha256.Of(s_bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void It_does_not_matter_how_the_bytes_come(int step)
    {
        var hash = new Sha256();
        foreach (var part in s_bytes.Chunk(step))
        {
            hash.Add(part);
        }

        Assert.Equal(Expected(s_bytes), hash.Finish());
    }

    private static string Expected(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
