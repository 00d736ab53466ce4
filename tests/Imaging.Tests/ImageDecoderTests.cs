using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Images that are decoded into the same memory, one after the other.</summary>
public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_the_same_in_memory_that_others_left(bool isBackwards)
    {
        var decoder = new ImageDecoder();
        var files = isBackwards ? CorpusFile.All.Reverse() : CorpusFile.All;
        foreach (var expected in files.SelectMany(file => new[] { file, file }))
        {
            var image = decoder.Decode(CorpusFile.Read(expected.Name));
            Assert.Equal((expected.Width, expected.Height, expected.Checksum), (image.Width, image.Height, CorpusFile.ChecksumOf(image)));
            Assert.Equal(ImageFile.Decode(CorpusFile.Read(expected.Name)).Alpha.ToArray(), image.Alpha.ToArray());
        }
    }

    [Fact]
    public void An_image_takes_the_place_of_the_one_before()
    {
        var decoder = new ImageDecoder();
        var file = CorpusFile.Read("rgb.png");
        ref var first = ref MemoryMarshal.GetReference(decoder.Decode(file).Pixels);
        ref var second = ref MemoryMarshal.GetReference(decoder.Decode(file).Pixels);
        ref var apart = ref MemoryMarshal.GetReference(ImageFile.Decode(file).Pixels);
        Assert.True(Unsafe.AreSame(ref first, ref second));
        Assert.False(Unsafe.AreSame(ref first, ref apart));
    }

    [Fact]
    public void A_damaged_image_leaves_the_memory_as_good_as_it_was()
    {
        var decoder = new ImageDecoder();
        var expected = CorpusFile.All.First(file => file.Name.EndsWith(".jpg", StringComparison.Ordinal));
        var file = CorpusFile.Read(expected.Name);
        for (var length = file.Length / 2; length <= file.Length - 2; length += 7)
        {
            Assert.Throws<InvalidImageException>(() => decoder.Decode(file.AsSpan(0, length)));
        }

        Assert.Equal(expected.Checksum, CorpusFile.ChecksumOf(decoder.Decode(file)));
    }

    [Fact]
    public void Pixels_bring_no_new_arrays()
    {
        var decoder = new ImageDecoder();
        var file = PngFile.Of(300, 200, 1, 0, 1).Bytes;
        var image = decoder.Decode(file);
        Assert.InRange(Allocations.Of(() => decoder.Decode(file)), 0, image.Pixels.Length / 2);
    }

    [Fact]
    public void An_array_that_an_image_had_no_use_for_is_not_kept()
    {
        var memory = new ImageMemory();
        memory.Reuse();
        var large = memory.Bytes(1000);
        memory.Reuse();
        Assert.NotSame(large, memory.Bytes(10));
        memory.Reuse();
        Assert.NotSame(large, memory.Bytes(1000));
    }

    [Fact]
    public void An_array_that_is_taken_again_begins_with_zeros()
    {
        var memory = new ImageMemory();
        memory.Bytes(100).AsSpan().Fill(7);
        memory.Shorts(100).AsSpan().Fill(7);
        memory.Reuse();
        Assert.False(memory.Bytes(50).AsSpan(0, 50).ContainsAnyExcept((byte)0));
        Assert.False(memory.Shorts(50).AsSpan(0, 50).ContainsAnyExcept((short)0));
    }
}
