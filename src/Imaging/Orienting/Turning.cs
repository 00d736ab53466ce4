namespace MobileNetGen.Imaging.Orienting;

/// <summary>Turns stored pixels as their orientation says.</summary>
internal static class Turning
{
    public static RgbImage Upright(RgbImage stored, Orientation orientation, ImageMemory memory)
    {
        if (orientation == Orientation.Upright)
        {
            return stored;
        }

        var walk = Walk.Of(orientation, stored.Width, stored.Height);
        var extent = new ImageExtent(walk.Width, walk.Height);
        var pixels = memory.Bytes(stored.Pixels.Length);
        Turn(walk, stored.Pixels, pixels, channels: 3);
        if (stored.Alpha.IsEmpty)
        {
            return new RgbImage(extent, pixels);
        }

        var alpha = memory.Bytes(stored.Alpha.Length);
        Turn(walk, stored.Alpha, alpha, channels: 1);
        return new RgbImage(extent, pixels, alpha);
    }

    private static void Turn(Walk walk, ReadOnlySpan<byte> stored, Span<byte> upright, int channels)
    {
        var next = 0;
        for (var row = 0; row < walk.Height; row++)
        {
            var place = (walk.Start + (row * walk.Down)) * channels;
            for (var column = 0; column < walk.Width; column++, next += channels, place += walk.Across * channels)
            {
                stored.Slice(place, channels).CopyTo(upright.Slice(next, channels));
            }
        }
    }

    /// <summary>The order in which the upright image meets the stored pixels: its size, the first pixel, and the steps to the next column and row.</summary>
    private readonly record struct Walk(int Width, int Height, int Start, int Across, int Down)
    {
        public static Walk Of(Orientation orientation, int width, int height)
        {
            var (right, bottom) = (width - 1, (height - 1) * width);
            return orientation switch
            {
                Orientation.MirroredAcross => new Walk(width, height, right, -1, width),
                Orientation.UpsideDown => new Walk(width, height, bottom + right, -1, -width),
                Orientation.MirroredDown => new Walk(width, height, bottom, 1, -width),
                Orientation.Transposed => new Walk(height, width, 0, width, 1),
                Orientation.QuarterLeft => new Walk(height, width, bottom, -width, 1),
                Orientation.Transversed => new Walk(height, width, bottom + right, -width, -1),
                _ => new Walk(height, width, right, width, -1),
            };
        }
    }
}
