using MobileNetGen.Imaging;

namespace MobileNetGen.Sample.Images;

/// <summary>
/// Frames a digit as MNIST does: the ink scaled to fit 20 × 20 pixels, its centre of mass in the middle of 28 × 28.
/// Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
/// </summary>
internal static class DigitFraming
{
    private const int Side = 28;
    private const int Ink = 20;
    private const int FaintestInk = 16;

    /// <summary>Finds the ink, dark or light, and frames it.</summary>
    /// <exception cref="SampleException">All pixels are alike.</exception>
    public static Picture Apply(Picture picture)
    {
        var image = picture.Image;
        var luma = Luma(image);
        var background = Background(luma, image.Width, image.Height);
        var strength = Array.ConvertAll(luma, value => Math.Abs(value - background));
        var strongest = strength.Max();
        if (strongest < FaintestInk)
        {
            throw new SampleException($"{picture.Name}: shows no digit: all pixels have about the same brightness");
        }

        var box = Box.Around(strength, image.Width, image.Height, Threshold(strength));
        return new Picture(new RgbImage(Side, Side, Centred(Scaled(image, box), background)), picture.Name);
    }

    private static int[] Luma(RgbImage image)
    {
        var gray = new float[image.Width * image.Height];
        ImagePreprocessor.Apply(Gray(image.Width, image.Height), image.Pixels, image.Width, image.Height, gray);
        return Array.ConvertAll(gray, value => (int)MathF.Round(value));
    }

    private static ImagePreprocessing Gray(int width, int height) => new()
    {
        Width = width,
        Height = height,
        Channels = 1,
        Resize = ResizeMethod.BilinearAntialias,
        Order = ChannelOrder.Gray,
        Maximum = 255,
    };

    /// <summary>The median of the border.</summary>
    private static int Background(int[] luma, int width, int height)
    {
        var border = luma.Where((_, index) => index < width || index >= width * (height - 1) || index % width == 0 || index % width == width - 1)
            .Order()
            .ToArray();
        return border[border.Length / 2];
    }

    /// <summary>
    /// Where ink begins: half of what divides the strengths into two classes of the least variance
    /// (Otsu, "A threshold selection method from gray-level histograms", 1979), so that soft edges count as ink.
    /// </summary>
    private static int Threshold(int[] strength)
    {
        var histogram = new long[256];
        foreach (var value in strength)
        {
            histogram[value]++;
        }

        long all = strength.Length, sum = strength.Sum(value => (long)value), below = 0, sumBelow = 0;
        var (best, threshold) = (0.0, 0);
        for (var level = 0; level < 255; level++)
        {
            below += histogram[level];
            sumBelow += level * histogram[level];
            if (below == 0 || below == all)
            {
                continue;
            }

            var distance = ((double)sumBelow / below) - ((double)(sum - sumBelow) / (all - below));
            if (distance * distance * below * (all - below) is var between && between > best)
            {
                (best, threshold) = (between, level);
            }
        }

        return threshold / 2;
    }

    private static (float[] Luma, int Width, int Height) Scaled(RgbImage image, Box box)
    {
        var longest = Math.Max(box.Width, box.Height);
        var width = Math.Max(1, (int)Math.Round((double)Ink * box.Width / longest));
        var height = Math.Max(1, (int)Math.Round((double)Ink * box.Height / longest));
        var scaled = new float[width * height];
        ImagePreprocessor.Apply(Gray(width, height), box.Cut(image), box.Width, box.Height, scaled);
        return (scaled, width, height);
    }

    private static byte[] Centred((float[] Luma, int Width, int Height) digit, int background)
    {
        double mass = 0, column = 0, row = 0;
        for (var index = 0; index < digit.Luma.Length; index++)
        {
            var ink = Math.Abs(digit.Luma[index] - background);
            mass += ink;
            column += ink * (index % digit.Width);
            row += ink * (index / digit.Width);
        }

        // A centre of mass between pixels 13 and 14 stays there.
        var left = Math.Clamp((int)Math.Round((Side / 2) - (column / mass) - 0.5), 0, Side - digit.Width);
        var top = Math.Clamp((int)Math.Round((Side / 2) - (row / mass) - 0.5), 0, Side - digit.Height);
        var pixels = new byte[3 * Side * Side];
        Array.Fill(pixels, (byte)background);
        for (var index = 0; index < digit.Luma.Length; index++)
        {
            var place = 3 * (((top + (index / digit.Width)) * Side) + left + (index % digit.Width));
            pixels.AsSpan(place, 3).Fill((byte)Math.Clamp(MathF.Round(digit.Luma[index]), 0, 255));
        }

        return pixels;
    }

    private readonly record struct Box(int Left, int Top, int Width, int Height)
    {
        public static Box Around(int[] strength, int width, int height, int threshold)
        {
            var (left, top, right, bottom) = (width, height, -1, -1);
            for (var index = 0; index < strength.Length; index++)
            {
                if (strength[index] > threshold)
                {
                    (left, right) = (Math.Min(left, index % width), Math.Max(right, index % width));
                    (top, bottom) = (Math.Min(top, index / width), Math.Max(bottom, index / width));
                }
            }

            return new Box(left, top, right - left + 1, bottom - top + 1);
        }

        public byte[] Cut(RgbImage image)
        {
            var pixels = new byte[3 * Width * Height];
            for (var row = 0; row < Height; row++)
            {
                image.Pixels.Slice(3 * (((Top + row) * image.Width) + Left), 3 * Width).CopyTo(pixels.AsSpan(3 * row * Width));
            }

            return pixels;
        }
    }
}
