using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>What a file claims costs nothing before it is checked.</summary>
public sealed class LimitTests
{
    private const long MaxBytes = 1 << 20;

    [Theory]
    [InlineData(0x01000000, 1)]
    [InlineData(1, 0x01000000)]
    [InlineData(32_768, 32_768)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Sides_and_pixels_are_bounded(int width, int height) => Assert.Contains(
        "sides of up to 32,768 pixels and 134,217,728 pixels in all are accepted",
        SaidWithoutMemory(() => ImageFile.Decode(Sized(PngFile.Of(4, 3, 8, 0, 1), width, height))),
        StringComparison.Ordinal);

    [Fact]
    public void Callers_set_limits_of_their_own()
    {
        var file = CorpusFile.Read("444.jpg");
        Assert.Contains("33 × 26 pixels; sides of up to 32 ", Said(file, new ImageLimits { MaxSide = 32 }), StringComparison.Ordinal);
        Assert.Contains("and 857 pixels in all", Said(file, new ImageLimits { MaxPixels = 857 }), StringComparison.Ordinal);
        Assert.Equal(33, ImageFile.Decode(file, new ImageLimits { MaxSide = 33, MaxPixels = 858 }).Width);
        var refused = Assert.Throws<InvalidImageException>(() => ImageFile.Read(new MemoryStream(file), new ImageLimits { MaxFileBytes = 100 }));
        Assert.Contains("up to 100 are accepted", refused.Message, StringComparison.Ordinal);
        Assert.Equal(33, ImageFile.Read(new MemoryStream(file), new ImageLimits { MaxFileBytes = file.Length }).Width);
    }

    [Fact]
    public void A_stream_without_an_end_is_left() => SaidWithoutMemory(() => ImageFile.Read(new Endless(), new ImageLimits { MaxFileBytes = 100_000 }));

    [Fact]
    public void Pixels_that_a_files_bytes_cannot_hold_get_no_memory()
    {
        SaidWithoutMemory(() => ImageFile.Decode(Sized(PngFile.Of(4, 3, 8, 0, 1), 10_000, 10_000)));
        foreach (var name in new[] { "444.jpg", "progressive.jpg" })
        {
            var file = CorpusFile.Read(name);
            var frame = JpegEdit.Find(file, name == "444.jpg" ? (byte)0xC0 : (byte)0xC2);
            (file[frame + 1], file[frame + 3]) = (0x27, 0x27);
            SaidWithoutMemory(() => ImageFile.Decode(file));
        }

        var gif = CorpusFile.Read("palette.gif");
        var image = gif.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0]);
        (gif[7], gif[9], gif[image + 6], gif[image + 8]) = (0x27, 0x27, 0x27, 0x27);
        SaidWithoutMemory(() => ImageFile.Decode(gif));
    }

    [Fact]
    public void Scans_are_counted()
    {
        var file = CorpusFile.Read("gray-progressive.jpg");
        var scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var again = Enumerable.Repeat(file[scan..^2], 300).SelectMany(bytes => bytes);
        Assert.Throws<InvalidImageException>(() => ImageFile.Decode([.. file.AsSpan(0, scan), .. again, 0xFF, 0xD9]));
    }

    [Theory]
    [InlineData("52494646000000005745425056503820", "a WebP image")]
    [InlineData("000000206674797061766966", "an AVIF image")]
    [InlineData("0000001866747970686569630000", "a HEIF image")]
    [InlineData("49492A0008000000", "a TIFF image")]
    [InlineData("0D0AFFD8FFE0", "begins with the bytes 0D 0A FF D8 FF E0")]
    [InlineData("", "an empty file")]
    public void Other_formats_are_named(string bytes, string name)
    {
        var said = Said(Convert.FromHexString(bytes), null);
        Assert.Contains(name, said, StringComparison.Ordinal);
        Assert.EndsWith("; PNG, JPEG, BMP and GIF images are accepted", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FFD8FFE000104A")]
    [InlineData("FFD8FF")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("424D")]
    [InlineData("474946383961")]
    public void Beginnings_of_files_are_refused(string bytes) => Said(Convert.FromHexString(bytes), null);

    [Theory]
    [InlineData("pipe")]
    [InlineData("link to a pipe")]
    [InlineData("/dev/zero")]
    public async Task Pipes_and_devices_are_refused_and_not_opened(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes a pipe");
        var folder = Directory.CreateTempSubdirectory("pipes");
        try
        {
            using (var make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder.FullName, "pipe")))
            {
                await make.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            File.CreateSymbolicLink(Path.Combine(folder.FullName, "link to a pipe"), "pipe");
            var loading = Task.Run(() => ImageFile.Load(Path.Combine(folder.FullName, kind)), TestContext.Current.CancellationToken);
            var refused =
                await Assert.ThrowsAsync<InvalidImageException>(() => loading.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));
            Assert.Contains("a pipe or a device", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Sized(PngFile file, int width, int height)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.Header, width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.Header.AsSpan(4), height);
        return file.Bytes;
    }

    private static string Said(byte[] file, ImageLimits? limits) => Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file, limits)).Message;

    private static string SaidWithoutMemory(Func<object> decode)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var said = Assert.Throws<InvalidImageException>(decode).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        return said;
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
