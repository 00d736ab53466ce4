namespace MobileNetGen.Imaging.Gif;

/// <summary>Where an image is on the screen, and whether its rows come in four passes.</summary>
internal readonly record struct GifFrame(int Left, int Top, int Width, int Height, bool IsInterlaced)
{
    private static readonly (int First, int Step)[] s_passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    /// <summary>The screen with the image on it. What the image leaves open is transparent, and has the transparent colour or the first one.</summary>
    /// <exception cref="InvalidImageException">A pixel's colour is not in the palette.</exception>
    public RgbImage Draw(ReadOnlySpan<byte> indices, int width, int height, ReadOnlySpan<byte> palette, byte? transparent)
    {
        var screen = new short[width * height];
        screen.AsSpan().Fill(-1);
        var next = 0;
        foreach (var row in Rows())
        {
            for (var column = 0; column < Width; column++)
            {
                screen[((Top + row) * width) + Left + column] = indices[next++];
            }
        }

        var pixels = new byte[3 * screen.Length];
        var alpha = new byte[screen.Length];
        for (var place = 0; place < screen.Length; place++)
        {
            var index = screen[place] < 0 ? transparent ?? 0 : screen[place];
            alpha[place] = screen[place] < 0 || index == transparent ? byte.MinValue : byte.MaxValue;
            Colour(index, palette, isSeen: alpha[place] > 0).CopyTo(pixels.AsSpan(3 * place));
        }

        return new RgbImage(width, height, pixels, alpha.AsSpan().Contains(byte.MinValue) ? alpha : null);
    }

    /// <summary>The rows in the order in which they come.</summary>
    private IEnumerable<int> Rows()
    {
        var height = Height;
        return IsInterlaced
            ? s_passes.SelectMany(pass => Enumerable.Range(0, height).Where(row => row >= pass.First && (row - pass.First) % pass.Step == 0))
            : Enumerable.Range(0, height);
    }

    /// <summary>Without any palette, indices are levels of gray.</summary>
    private static ReadOnlySpan<byte> Colour(int index, ReadOnlySpan<byte> palette, bool isSeen)
    {
        if (palette.IsEmpty)
        {
            return new[] { (byte)index, (byte)index, (byte)index };
        }

        return 3 * index < palette.Length ? palette.Slice(3 * index, 3)
            : isSeen ? throw new InvalidImageException($"a damaged GIF: a pixel has the colour {index} of a palette of {palette.Length / 3}")
            : [0, 0, 0];
    }
}
