namespace MobileNetGen.Runtime.Tests.Images;

/// <summary>
/// Pillow's <c>Image.resize</c> with <c>BILINEAR</c> or <c>BICUBIC</c> for 8 bits a channel, one output at a time: first along rows, then along
/// columns, with a filter that is as wide as the reduction, shares in fixed point of 22 bits, and bytes in between.
/// </summary>
internal static class Pillow
{
    private const int Bits = 22;

    public static byte[] Resize(byte[] pixels, int channels, (int Width, int Height) from, (int Width, int Height) to, bool cubic = false)
    {
        var narrowed = new byte[to.Width * from.Height * channels];
        Each(to.Width, from.Height, channels, (x, y, c) =>
            narrowed[(((y * to.Width) + x) * channels) + c] = Sample(
                position => pixels[(((y * from.Width) + position) * channels) + c],
                x,
                from.Width,
                to.Width,
                cubic));
        var resized = new byte[to.Width * to.Height * channels];
        Each(to.Width, to.Height, channels, (x, y, c) =>
            resized[(((y * to.Width) + x) * channels) + c] = Sample(
                position => narrowed[(((position * to.Width) + x) * channels) + c],
                y,
                from.Height,
                to.Height,
                cubic));
        return resized;
    }

    private static byte Sample(Func<int, byte> line, int place, int from, int to, bool cubic)
    {
        var scale = (double)from / to;
        var width = scale < 1 ? 1 : scale;
        var reach = cubic ? 2 * width : width;
        var center = (place + 0.5) * scale;
        var shares = new SortedDictionary<int, double>();
        for (var position = (int)(center - reach + 0.5); position < (int)(center + reach + 0.5); position++)
        {
            if (position >= 0 && position < from)
            {
                var distance = Math.Abs((position - center + 0.5) * (1 / width));
                shares[position] = cubic ? Cubic(distance) : distance < 1 ? 1 - distance : 0;
            }
        }

        var all = shares.Values.Aggregate(0.0, (sum, share) => sum + share);
        long total = 1 << (Bits - 1);
        foreach (var (position, share) in shares)
        {
            total += line(position) * (long)((share < 0 ? -0.5 : 0.5) + (share / all * (1 << Bits)));
        }

        return (byte)Math.Clamp(total >> Bits, 0, 255);
    }

    /// <summary>The two cubics of Keys with a = −0.5, by powers.</summary>
    private static double Cubic(double x)
    {
        const double a = -0.5;
        return x < 1 ? ((a + 2) * x * x * x) - ((a + 3) * x * x) + 1
            : x < 2 ? (a * x * x * x) - (5 * a * x * x) + (8 * a * x) - (4 * a)
            : 0;
    }

    private static void Each(int width, int height, int channels, Action<int, int, int> visit)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < channels; c++)
                {
                    visit(x, y, c);
                }
            }
        }
    }
}
