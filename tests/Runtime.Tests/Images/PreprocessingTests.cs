using Xunit;

namespace MobileNetGen.Runtime.Tests.Images;

public sealed class PreprocessingTests
{
    private static readonly byte[] s_two = [10, 20, 30, 200, 100, 0];

    public static TheoryData<ResizeMethod> Methods => [ResizeMethod.Bilinear, ResizeMethod.BilinearAntialias];

    [Theory, MemberData(nameof(Methods))]
    public void Channels_come_in_the_order_asked_for(ResizeMethod resize)
    {
        Assert.Equal([10, 20, 30, 200, 100, 0], Apply(ChannelOrder.Rgb));
        Assert.Equal([30, 20, 10, 0, 100, 200], Apply(ChannelOrder.Bgr));
        Assert.Equal([18, 118], Apply(ChannelOrder.Gray));

        float[] Apply(ChannelOrder order) => Pixels.Apply(Pixels.Bytes(2, 1, resize, order), s_two, 2, 1);
    }

    /// <summary>What <c>Image.convert("L")</c> makes of them.</summary>
    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(255, 255, 255, 255)]
    [InlineData(128, 128, 128, 128)]
    [InlineData(1, 1, 1, 1)]
    public void Gray_is_luma_as_in_Pillow(byte red, byte green, byte blue, float luma) =>
        Assert.Equal([luma], Pixels.Apply(Pixels.Bytes(1, 1, ResizeMethod.Bilinear, ChannelOrder.Gray), [red, green, blue], 1, 1));

    [Theory, MemberData(nameof(Methods))]
    public void Bytes_are_brought_to_the_range_then_centred_then_divided_each_channel_by_its_own(ResizeMethod resize)
    {
        var how = Pixels.Bytes(2, 1, resize, ChannelOrder.Bgr) with { Minimum = -1, Maximum = 3, Mean = [0.25, 0.5, -0.75], Deviation = [0.5, 2, 4] };
        float[] expected =
        [
            (float)(((30 / 255.0 * 4) - 1 - 0.25) / 0.5), (float)(((20 / 255.0 * 4) - 1 - 0.5) / 2), (float)(((10 / 255.0 * 4) - 1 + 0.75) / 4),
            (float)((-1 - 0.25) / 0.5), (float)(((100 / 255.0 * 4) - 1 - 0.5) / 2), (float)(((200 / 255.0 * 4) - 1 + 0.75) / 4),
        ];
        Assert.Equal(expected, Pixels.Apply(how, s_two, 2, 1));
    }

    [Fact]
    public void The_ends_of_the_range_are_exact()
    {
        var how = Pixels.Bytes(2, 1, ResizeMethod.BilinearAntialias, ChannelOrder.Gray) with { Minimum = -1, Maximum = 1 };
        Assert.Equal([-1, 1], Pixels.Apply(how, Pixels.Gray(0, 255), 2, 1));
    }

    [Theory]
    [InlineData(224, 224, 0, 300, 200, 0, 0, 300, 200)]
    [InlineData(224, 224, 1, 300, 200, 50, 0, 200, 200)]
    [InlineData(224, 224, 1, 200, 301, 0, 50, 200, 200)]
    [InlineData(224, 224, 0.875, 341, 256, 58, 16, 224, 224)]
    [InlineData(224, 224, 0.875, 256, 256, 16, 16, 224, 224)]
    [InlineData(100, 200, 1, 200, 200, 50, 0, 100, 200)]
    [InlineData(200, 100, 0.5, 200, 200, 50, 75, 100, 50)]
    [InlineData(224, 224, 0.875, 1, 1, 0, 0, 1, 1)]
    [InlineData(224, 224, 0.1, 1, 900, 0, 449, 1, 1)]
    public void The_window_kept_is_central_and_has_the_inputs_proportions(
        int toWidth,
        int toHeight,
        double crop,
        int width,
        int height,
        int left,
        int top,
        int columns,
        int rows) =>
        Assert.Equal(
            new ImageGeometry(new AxisMap(left, columns, 0, columns, toWidth, 0, toWidth), new AxisMap(top, rows, 0, rows, toHeight, 0, toHeight), false),
            ImageGeometry.Of(Pixels.Bytes(toWidth, toHeight, ResizeMethod.Bilinear) with { Crop = crop }, width, height));

    [Theory, MemberData(nameof(Methods))]
    public void What_lies_outside_of_the_window_does_not_count(ResizeMethod resize)
    {
        byte[] image = [.. Enumerable.Range(0, 3 * 6 * 4).Select(index => (byte)index)];
        var cropped = Pixels.Apply(Pixels.Bytes(2, 2, resize) with { Crop = 0.5 }, image, 6, 4);
        var expected = new[] { (1, 2), (1, 3), (2, 2), (2, 3) }.SelectMany(
            at => Enumerable.Range(0, 3).Select(channel => (float)((((at.Item1 * 6) + at.Item2) * 3) + channel)));
        Assert.Equal(expected, cropped);
    }

    [Theory]
    [InlineData(23, 4, 2, "the image has the length 23; 24 is expected")]
    [InlineData(25, 4, 2, "the image has the length 25; 24 is expected")]
    [InlineData(0, 1, 1, "the image has the length 0; 3 is expected")]
    [InlineData(0, 65536, 65536, "the image has the length 0; 12884901888 is expected")]
    [InlineData(0, int.MaxValue / 3, int.MaxValue / 3, "the image has the length 0; 1537228669945817772 is expected")]
    [InlineData(0, int.MaxValue, int.MaxValue, "width ('2147483647') must be less than or equal to '715827882'")]
    [InlineData(0, 1, int.MaxValue, "height ('2147483647') must be less than or equal to '715827882'")]
    [InlineData(24, 0, 8, "width")]
    [InlineData(24, 8, 0, "height")]
    [InlineData(24, -4, -2, "width")]
    public void Pixels_of_another_length_are_refused_with_both_lengths(int length, int width, int height, string found)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Pixels.Apply(Pixels.Bytes(2, 2, ResizeMethod.Bilinear), new byte[length], width, height));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_destination_of_another_length_is_refused_with_both_lengths()
    {
        var error =
            Assert.Throws<ArgumentException>(() => ImagePreprocessor.Apply(Pixels.Bytes(2, 2, ResizeMethod.Bilinear), new byte[3], 1, 1, new float[11]));
        Assert.Contains("the destination has the length 11; 12 is expected", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Rows that are resized are kept only as long as they are needed: as many as the filter is high, as wide as the input.</summary>
    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1_000_000, 1)]
    [InlineData(1000, 1000)]
    public void Memory_is_bounded_by_the_input_and_the_filter(int width, int height)
    {
        var (how, image) = (Pixels.Bytes(20, 20, ResizeMethod.BilinearAntialias), new byte[3 * width * height]);
        var destination = new float[3 * 20 * 20];
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImagePreprocessor.Apply(how, image, width, height, destination);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (12 * 3 * (width + height)) + (3L * 20 * 3 * height / 20) + 100_000);
    }

    [Fact]
    public void A_filter_that_could_not_be_made_leaves_the_one_before()
    {
        var filter = new ResampleFilter();
        filter.Prepare(ResizeMethod.BilinearAntialias, new AxisMap(0, 9, 0, 9, 3, 0, 3));
        int[] before = [.. filter.Shares(1, out var first), first];
        Assert.Throws<ArgumentException>(
            () => filter.Prepare(ResizeMethod.BicubicAntialias, new AxisMap(0, int.MaxValue, 0, int.MaxValue, 1 << 20, 0, 1 << 20)));
        filter.Prepare(ResizeMethod.BilinearAntialias, new AxisMap(0, 9, 0, 9, 3, 0, 3));
        int[] after = [.. filter.Shares(1, out first), first];
        Assert.Equal(before, after);
    }
}
