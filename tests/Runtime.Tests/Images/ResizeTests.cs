using Xunit;

namespace MobileNetGen.Runtime.Tests.Images;

public sealed class ResizeTests
{
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 1, 1, 1, 1 }, { 1, 1, 5, 3 }, { 1, 9, 4, 4 }, { 9, 1, 4, 4 }, { 7, 5, 1, 1 }, { 2, 2, 3, 3 }, { 3, 3, 2, 2 }, { 13, 17, 13, 17 },
        { 13, 17, 13, 5 }, { 13, 17, 40, 17 }, { 64, 48, 32, 24 }, { 32, 24, 64, 48 },
        { 300, 2, 7, 31 }, { 101, 103, 28, 28 }, { 331, 257, 96, 64 }, { 6, 6, 97, 89 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void With_antialias_bytes_are_Pillows(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        var rgb = Pixels.Random(fromWidth, fromHeight, 5);
        var expected = Pillow.Resize(rgb, 3, (fromWidth, fromHeight), (toWidth, toHeight)).Select(value => (float)value);
        Assert.Equal(expected, Pixels.Apply(Pixels.Bytes(toWidth, toHeight, ResizeMethod.BilinearAntialias), rgb, fromWidth, fromHeight));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Cubic_bytes_are_Pillows(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        var rgb = Pixels.Random(fromWidth, fromHeight, 8);
        var expected = Pillow.Resize(rgb, 3, (fromWidth, fromHeight), (toWidth, toHeight), cubic: true).Select(value => (float)value);
        Assert.Equal(expected, Pixels.Apply(Pixels.Bytes(toWidth, toHeight, ResizeMethod.BicubicAntialias), rgb, fromWidth, fromHeight));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void One_channel_with_antialias_is_as_Pillows_mode_L(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        byte[] gray = [.. Pixels.Random(fromWidth, fromHeight, 6).Take(fromWidth * fromHeight)];
        var expected = Pillow.Resize(gray, 1, (fromWidth, fromHeight), (toWidth, toHeight)).Select(value => (float)value);
        Assert.Equal(
            expected,
            Pixels.Apply(Pixels.Bytes(toWidth, toHeight, ResizeMethod.BilinearAntialias, ChannelOrder.Gray), Pixels.Gray(gray), fromWidth, fromHeight));
    }

    /// <summary>The upper left quarters that Pillow's own tests expect (Tests/test_image_resample.py) for four squares of 0xe1 and 0x1e.</summary>
    [Theory]
    [InlineData(ResizeMethod.BilinearAntialias, 8, 4, "e1 c9 c9 b7")]
    [InlineData(ResizeMethod.BilinearAntialias, 2, 4, "e1 b0 b0 98")]
    [InlineData(ResizeMethod.BicubicAntialias, 12, 6, "e1 e3 d4 e3 e5 d6 d4 d6 c9")]
    [InlineData(ResizeMethod.BicubicAntialias, 4, 8, "e1 e5 ee b9 e5 e9 f3 bc ee f3 fd c1 b9 bc c1 a2")]
    public void Four_squares_become_what_Pillows_own_tests_expect(ResizeMethod method, int side, int result, string quarter)
    {
        byte[] squares = [.. Enumerable.Range(0, side * side).Select(index => (byte)(index % side < side / 2 == index / side < side / 2 ? 0xe1 : 0x1e))];
        var resized = Pixels.Apply(Pixels.Bytes(result, result, method, ChannelOrder.Gray), Pixels.Gray(squares), side, side);
        var expected = quarter.Split(' ').Select(hex => Convert.ToByte(hex, 16)).ToArray();
        for (var (y, place) = (0, 0); y < result; y++)
        {
            for (var x = 0; x < result; x++, place++)
            {
                var mirrored = expected[(Math.Min(y, result - 1 - y) * (result / 2)) + Math.Min(x, result - 1 - x)];
                Assert.Equal(x < result / 2 == y < result / 2 ? mirrored : 255 - mirrored, resized[place]);
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Without_antialias_values_lie_between_the_nearest_pixels_centres(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        var rgb = Pixels.Random(fromWidth, fromHeight, 7);
        var resized = Pixels.Apply(Pixels.Bytes(toWidth, toHeight, ResizeMethod.Bilinear), rgb, fromWidth, fromHeight);
        for (var index = 0; index < resized.Length; index++)
        {
            var (x, y, channel) = (Place(index / 3 % toWidth, fromWidth, toWidth), Place(index / 3 / toWidth, fromHeight, toHeight), index % 3);
            var expected = 0.0;
            foreach (var row in Enumerable.Range(0, fromHeight).Where(row => Math.Abs(y - row) < 1))
            {
                foreach (var column in Enumerable.Range(0, fromWidth).Where(column => Math.Abs(x - column) < 1))
                {
                    expected += rgb[(((row * fromWidth) + column) * 3) + channel] * (1 - Math.Abs(x - column)) * (1 - Math.Abs(y - row));
                }
            }

            Assert.Equal(expected, resized[index], 1e-4);
        }

        static double Place(int output, int from, int to) => Math.Clamp(((output + 0.5) * from / to) - 0.5, 0, from - 1);
    }

    /// <summary>What <c>tf.image.resize</c> gives: no pixel but the nearest two counts, however much the image shrinks.</summary>
    [Fact]
    public void A_line_without_antialias_is_as_TensorFlows()
    {
        Assert.Equal([0, 63.75f, 191.25f, 255], Line(4, 0, 255));
        Assert.Equal([15, 35], Line(2, 10, 20, 30, 40));
        Assert.Equal([100, 200], Line(2, 0, 0, 100, 0, 0, 0, 0, 200, 0, 0));
    }

    [Fact]
    public void Preparing_one_image_after_another_leaves_nothing_of_the_first()
    {
        var scratch = new ImageScratch();
        foreach (var (width, height, side) in new[] { (50, 40, 10), (7, 9, 10), (50, 40, 10), (40, 50, 10), (1, 1, 10), (7, 9, 12) })
        {
            foreach (var resize in new[] { ResizeMethod.BilinearAntialias, ResizeMethod.Bilinear })
            {
                var (how, rgb) = (Pixels.Bytes(side, side, resize), Pixels.Random(width, height, width));
                var destination = new float[3 * side * side];
                ImagePreprocessor.Apply(how, PixelBuffer.Packed(rgb, width, height), destination, scratch);
                Assert.Equal(Pixels.Apply(how, rgb, width, height), destination);
            }
        }
    }

    private static float[] Line(int length, params byte[] values) =>
        Pixels.Apply(Pixels.Bytes(length, 1, ResizeMethod.Bilinear, ChannelOrder.Gray), Pixels.Gray(values), values.Length, 1);
}
