using System.Globalization;
using MobileNetGen.Buffers;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

public sealed unsafe class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(100_003)]
    public void It_starts_on_a_cache_line_and_has_the_length_asked_for(int length)
    {
        using var buffer = new AlignedBuffer((long)length * sizeof(float));
        Assert.Equal(0, (nint)buffer.Pointer % 64);
        Assert.Equal(length, buffer.From<float>().Length);
        buffer.From<float>().Fill(1);
    }

    [Theory]
    [InlineData(1 << 18)]
    [InlineData((1 << 20) + 1)]
    public void A_large_one_starts_where_a_large_page_does(int length)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux is asked for large pages");
        using var buffer = new AlignedBuffer((long)length * sizeof(float));
        Assert.Equal(0, (nint)buffer.Pointer % (2 << 20));
        Assert.Equal(length, buffer.From<float>().Length);
        buffer.From<float>().Fill(1);
    }

    [Fact]
    public void What_large_ones_took_goes_back_to_the_system_when_they_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux is asked for pages");
        const int length = 1 << 23;
        var before = Resident();
        var buffers = Enumerable.Range(0, 8).Select(_ => new AlignedBuffer((long)length * sizeof(float))).ToList();
        buffers.ForEach(buffer => buffer.From<float>().Fill(1));
        Assert.InRange(Resident() - before, 4L * length * sizeof(float), long.MaxValue);
        buffers.ForEach(buffer => buffer.Dispose());
        Assert.InRange(Resident() - before, long.MinValue, 4L * length * sizeof(float));
    }

    [Fact]
    public void A_length_below_zero_or_beyond_all_memory_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.ThrowsAny<OutOfMemoryException>(() => new AlignedBuffer(long.MaxValue - (4 << 20)));
    }

    [Fact]
    public void Memory_lives_until_the_last_reference_is_given_back()
    {
        var buffer = new AlignedBuffer(64);
        var held = false;
        buffer.DangerousAddRef(ref held);
        buffer.Dispose();
        buffer.From<float>().Fill(3);
        Assert.Equal(3, buffer.From<float>()[15]);
        buffer.DangerousRelease();
        Assert.Throws<ObjectDisposedException>(() => buffer.DangerousAddRef(ref held));
    }

    /// <summary>Bytes of this process that are in memory.</summary>
    private static long Resident() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
