using Xunit;

namespace MobileNetGen.Runtime.Tests.Images;

/// <summary>Images that are prepared one after the other share memory, which no answer shows.</summary>
public sealed class ScratchTests
{
    private static readonly (int Width, int Height)[] s_sizes = [(61, 40), (17, 90), (120, 33), (40, 61), (8, 8)];

    public static TheoryData<ResizeMethod, ImageFit, ChannelOrder> Ways
    {
        get
        {
            var ways = new TheoryData<ResizeMethod, ImageFit, ChannelOrder>();
            foreach (var method in Enum.GetValues<ResizeMethod>())
            {
                ways.Add(method, ImageFit.Window, ChannelOrder.Rgb);
                ways.Add(method, ImageFit.ShortSide, ChannelOrder.Bgr);
                ways.Add(method, ImageFit.Box, ChannelOrder.Gray);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Images_of_changing_sizes_take_no_new_memory(ResizeMethod method, ImageFit fit, ChannelOrder order)
    {
        var how = How(method, fit, order, 24);
        var images = Array.ConvertAll(s_sizes, Image);
        var floats = new float[24 * 24 * how.Channels];
        All();
        Assert.Equal(0, Allocations.Of(All));

        void All()
        {
            for (var index = 0; index < s_sizes.Length; index++)
            {
                ImagePreprocessor.Apply(how, images[index], s_sizes[index].Width, s_sizes[index].Height, floats);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_came_before_changes_no_bit(ResizeMethod method, ImageFit fit, ChannelOrder order)
    {
        var first = s_sizes.Select(size => Alone(() => Prepared(How(method, fit, order, 24), size))).ToList();
        foreach (var side in new[] { 40, 24, 7 })
        {
            foreach (var other in Enum.GetValues<ResizeMethod>())
            {
                Prepared(How(other, fit, ChannelOrder.Rgb, side), (200, 100));
                Assert.Equal(first, s_sizes.Select(size => Prepared(How(method, fit, order, 24), size)));
            }
        }
    }

    [Fact]
    public async Task Threads_do_not_share()
    {
        var how = How(ResizeMethod.BilinearAntialias, ImageFit.Window, ChannelOrder.Rgb, 24);
        var expected = s_sizes.Select(size => Prepared(how, size)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var round = 0; round < 50; round++)
                {
                    Assert.Equal(expected, s_sizes.Select(size => Prepared(how, size)));
                }
            },
            TestContext.Current.CancellationToken)));
    }

    /// <summary>On a thread that has prepared nothing before.</summary>
    private static float[] Alone(Func<float[]> prepare)
    {
        float[] result = [];
        var thread = new Thread(() => result = prepare());
        thread.Start();
        thread.Join();
        return result;
    }

    private static float[] Prepared(ImagePreprocessing how, (int Width, int Height) size)
    {
        var floats = new float[how.Height * how.Width * how.Channels];
        ImagePreprocessor.Apply(how, Image(size), size.Width, size.Height, floats);
        return floats;
    }

    private static ImagePreprocessing How(ResizeMethod method, ImageFit fit, ChannelOrder order, int side) => new()
    {
        Width = side,
        Height = side,
        Channels = order == ChannelOrder.Gray ? 1 : 3,
        Resize = method,
        Fit = fit,
        ShortSide = side + 4,
        Crop = fit == ImageFit.Box ? 0.9 : 0,
        Order = order,
    };

    private static byte[] Image((int Width, int Height) size)
    {
        var pixels = new byte[size.Width * size.Height * 3];
        new Random(size.Width).NextBytes(pixels);
        return pixels;
    }
}
