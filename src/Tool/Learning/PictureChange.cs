using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>Changes an image as augmentation asks, by numbers of a seed.</summary>
internal static class PictureChange
{
    /// <summary>Of what is cropped and covered: the least and the largest width to height.</summary>
    private const double LeastAspect = 0.75;
    private const double LargestAspect = 4.0 / 3;

    private const double LeastErased = 0.02;
    private const double MostErased = 0.2;

    /// <summary>Between black and white, as most networks' inputs are centred.</summary>
    private const byte Cover = 127;

    public static Picture Apply(Picture picture, Augmentation how, int width, int height, ulong seed)
    {
        var random = new SplitMix64(seed);
        var changed = Warped(picture, Window(picture, how, width, height, random), how, width, height, random);
        if (how.Colour > 0)
        {
            Recolour(changed.Pixels, how.Colour, random);
        }

        if (random.NextUnit() < how.Erasing)
        {
            Erase(changed, random);
        }

        return changed;
    }

    /// <summary>A window of a random area and aspect, somewhere in the image; the largest one in its middle without crops.</summary>
    private static (double Left, double Top, double Width, double Height) Window(Picture picture, Augmentation how, int width, int height, SplitMix64 random)
    {
        var aspect = (double)width / height;
        var area = 1.0;
        if (how.Crop > 0)
        {
            area = how.Crop + ((1 - how.Crop) * random.NextUnit());
            aspect *= LeastAspect + ((LargestAspect - LeastAspect) * random.NextUnit());
        }

        var whole = (double)picture.Width * picture.Height;
        var (columns, rows) = (Math.Sqrt(whole * area * aspect), Math.Sqrt(whole * area / aspect));
        var fit = Math.Min(1, Math.Min(picture.Width / columns, picture.Height / rows));
        (columns, rows) = (columns * fit, rows * fit);
        var (x, y) = how.Crop > 0 ? (random.NextUnit(), random.NextUnit()) : (0.5, 0.5);
        return (x * (picture.Width - columns), y * (picture.Height - rows), columns, rows);
    }

    /// <summary>The window, turned about its middle and mirrored, between the four nearest pixels; beyond the border the border goes on.</summary>
    private static Picture Warped(
        Picture picture, (double Left, double Top, double Width, double Height) window, Augmentation how, int width, int height, SplitMix64 random)
    {
        var isFlipped = random.NextUnit() < how.Flip;
        var angle = how.Rotation * ((2 * random.NextUnit()) - 1) * Math.PI / 180;
        var (sine, cosine) = Math.SinCos(angle);
        var pixels = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var x = (((column + 0.5) / width) - 0.5) * window.Width * (isFlipped ? -1 : 1);
                var y = (((row + 0.5) / height) - 0.5) * window.Height;
                var (left, top) = (window.Left + (window.Width / 2) + (cosine * x) - (sine * y), window.Top + (window.Height / 2) + (sine * x) + (cosine * y));
                Sample(picture, left - 0.5, top - 0.5, pixels.AsSpan(3 * ((row * width) + column), 3));
            }
        }

        return new Picture(width, height, pixels);
    }

    private static void Sample(Picture picture, double x, double y, Span<byte> pixel)
    {
        var (clampedX, clampedY) = (Math.Clamp(x, 0, picture.Width - 1), Math.Clamp(y, 0, picture.Height - 1));
        var (left, top) = ((int)clampedX, (int)clampedY);
        var (right, bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        var (across, down) = (clampedX - left, clampedY - top);
        for (var channel = 0; channel < 3; channel++)
        {
            var above = At(left, top, channel) + (across * (At(right, top, channel) - At(left, top, channel)));
            var below = At(left, bottom, channel) + (across * (At(right, bottom, channel) - At(left, bottom, channel)));
            pixel[channel] = (byte)Math.Round(above + (down * (below - above)));
        }

        int At(int column, int row, int channel) => picture.Pixels[(3 * ((row * picture.Width) + column)) + channel];
    }

    /// <summary>Brightness, contrast about the mean luma, saturation about each pixel's, by factors of 1 ± strength.</summary>
    private static void Recolour(byte[] pixels, double strength, SplitMix64 random)
    {
        var (brightness, contrast, saturation) = (Factor(), Factor(), Factor());
        var mean = 0.0;
        for (var index = 0; index < pixels.Length; index += 3)
        {
            mean += Luma(pixels.AsSpan(index, 3));
        }

        mean = brightness * mean / (pixels.Length / 3);
        for (var index = 0; index < pixels.Length; index += 3)
        {
            var pixel = pixels.AsSpan(index, 3);
            var luma = brightness * Luma(pixel);
            foreach (ref var value in pixel)
            {
                var saturated = luma + (saturation * ((brightness * value) - luma));
                value = (byte)Math.Round(Math.Clamp(mean + (contrast * (saturated - mean)), 0, byte.MaxValue));
            }
        }

        double Factor() => 1 + (strength * ((2 * random.NextUnit()) - 1));
    }

    private static double Luma(ReadOnlySpan<byte> pixel) => (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);

    /// <summary>Zhong et al., "Random erasing data augmentation", arXiv:1708.04896, with one colour.</summary>
    private static void Erase(Picture picture, SplitMix64 random)
    {
        var area = picture.Width * picture.Height * (LeastErased + ((MostErased - LeastErased) * random.NextUnit()));
        var aspect = LeastAspect + ((LargestAspect - LeastAspect) * random.NextUnit());
        var width = Math.Clamp((int)Math.Sqrt(area * aspect), 1, picture.Width);
        var height = Math.Clamp((int)Math.Sqrt(area / aspect), 1, picture.Height);
        var left = (int)(random.NextUnit() * (picture.Width - width + 1));
        var top = (int)(random.NextUnit() * (picture.Height - height + 1));
        for (var row = top; row < top + height; row++)
        {
            picture.Pixels.AsSpan(3 * ((row * picture.Width) + left), 3 * width).Fill(Cover);
        }
    }
}
