using MobileNetGen.Execution;

namespace MobileNetGen;

/// <summary>Prepares images as a description says.</summary>
public static class ImagePreprocessor
{
    /// <summary>A longer side fits no span, and its product with another would overflow.</summary>
    private const int MostAcross = int.MaxValue / 3;

    /// <summary>Crops, resizes and normalises an image.</summary>
    /// <param name="how">The description's preprocessing.</param>
    /// <param name="rgb">8-bit pixels, red, green, blue: 3 × width × height bytes.</param>
    /// <param name="width">Columns of the image, at least 1.</param>
    /// <param name="height">Rows of the image, at least 1.</param>
    /// <param name="destination">Height × width × channels floats of the input.</param>
    /// <exception cref="ArgumentException">A length differs from what is expected, or the image has too many rows.</exception>
    public static void Apply(Preprocessing how, ReadOnlySpan<byte> rgb, int width, int height, Span<float> destination) =>
        Apply(how, rgb, width, height, destination, new ImageScratch());

    internal static void Apply(Preprocessing how, ReadOnlySpan<byte> rgb, int width, int height, Span<float> destination, ImageScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(how);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostAcross);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MostAcross);
        Lengths.Check(rgb.Length, 3L * width * height, "the image");
        Lengths.Check(destination.Length, (long)how.Height * how.Width * how.Channels, "the destination");
        var window = CropWindow.Of(how, width, height);
        var cropped = scratch.Cropped(window.Width * window.Height * how.Channels);
        CopyChannels(how.Order, rgb, width, window, cropped);
        if (how.Resize == ResizeMethod.Bilinear)
        {
            Interpolated(how, cropped, window, destination);
        }
        else
        {
            Antialiased(how, cropped, window, destination, scratch);
        }
    }

    private static void CopyChannels(ChannelOrder order, ReadOnlySpan<byte> rgb, int width, CropWindow window, Span<byte> cropped)
    {
        var next = 0;
        for (var row = 0; row < window.Height; row++)
        {
            var line = rgb.Slice(3 * (((window.Top + row) * width) + window.Left), 3 * window.Width);
            for (var pixel = 0; pixel < line.Length; pixel += 3)
            {
                var (red, green, blue) = (line[pixel], line[pixel + 1], line[pixel + 2]);
                switch (order)
                {
                    case ChannelOrder.Gray:
                        // 0.299, 0.587 and 0.114 in 16 bits behind the point.
                        cropped[next++] = (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);
                        break;
                    case ChannelOrder.Bgr:
                        (cropped[next], cropped[next + 1], cropped[next + 2]) = (blue, green, red);
                        next += 3;
                        break;
                    default:
                        (cropped[next], cropped[next + 1], cropped[next + 2]) = (red, green, blue);
                        next += 3;
                        break;
                }
            }
        }
    }

    /// <summary>Rows first, then columns, each rounded to bytes.</summary>
    private static void Antialiased(Preprocessing how, ReadOnlySpan<byte> cropped, CropWindow window, Span<float> destination, ImageScratch scratch)
    {
        var channels = how.Channels;
        scratch.Columns.Prepare(how.Resize, window.Width, how.Width);
        scratch.Rows.Prepare(how.Resize, window.Height, how.Height);
        var narrowed = scratch.Narrowed(NarrowedLength(how, window));
        for (var row = 0; row < window.Height; row++)
        {
            for (var element = 0; element < how.Width * channels; element++)
            {
                var line = cropped[((row * window.Width * channels) + (element % channels))..];
                narrowed[(row * how.Width * channels) + element] = scratch.Columns.Apply(line, channels, element / channels);
            }
        }

        var pitch = how.Width * channels;
        for (var row = 0; row < how.Height; row++)
        {
            for (var element = 0; element < pitch; element++)
            {
                destination[(row * pitch) + element] = how.Normalise(scratch.Rows.Apply(narrowed[element..], pitch, row), element % channels);
            }
        }
    }

    /// <exception cref="ArgumentException">A narrow image would become too large when its rows get the input's width.</exception>
    private static int NarrowedLength(Preprocessing how, CropWindow window)
    {
        var row = how.Width * how.Channels;
        var most = Array.MaxLength / row;
        return window.Height <= most
            ? window.Height * row
            : throw new ArgumentException($"an image of {window.Width}×{window.Height} pixels has too many rows to be resized with antialias to {how.Width} columns; {most} are accepted.");
    }

    private static void Interpolated(Preprocessing how, ReadOnlySpan<byte> cropped, CropWindow window, Span<float> destination)
    {
        var channels = how.Channels;
        var next = 0;
        for (var row = 0; row < how.Height; row++)
        {
            var (top, bottom, down) = Between(row, window.Height, how.Height);
            for (var column = 0; column < how.Width; column++)
            {
                var (left, right, across) = Between(column, window.Width, how.Width);
                for (var channel = 0; channel < channels; channel++)
                {
                    var upper = Mix(cropped[(((top * window.Width) + left) * channels) + channel], cropped[(((top * window.Width) + right) * channels) + channel], across);
                    var lower = Mix(cropped[(((bottom * window.Width) + left) * channels) + channel], cropped[(((bottom * window.Width) + right) * channels) + channel], across);
                    destination[next++] = how.Normalise(Mix(upper, lower, down), channel);
                }
            }
        }
    }

    private static (int Before, int After, double Share) Between(int position, int input, int output)
    {
        var place = ((position + 0.5) * input / output) - 0.5;
        var floor = Math.Floor(place);
        return (Math.Max((int)floor, 0), Math.Min((int)floor + 1, input - 1), place - floor);
    }

    private static double Mix(double before, double after, double share) => before + ((after - before) * share);
}
