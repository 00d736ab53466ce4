namespace MobileNetGen;

/// <summary>The rows of an image, with one channel or three; blue and red change places only on the way out.</summary>
internal readonly ref struct PixelRows(ImagePreprocessing how, PixelBuffer pixels, ImageGeometry geometry, ImageScratch scratch)
{
    private readonly PixelBuffer _pixels = pixels;

    public int Channels => how.Channels;

    /// <summary>The pixels of a row that count.</summary>
    /// <param name="row">From the first that counts.</param>
    public ReadOnlySpan<byte> Row(int row)
    {
        var columns = geometry.Columns;
        var pixels = _pixels.Row(geometry.Rows.First + row, columns.First, columns.Length, scratch);
        return how.Order == ChannelOrder.Gray ? Luma(pixels, scratch.Line(columns.Length)) : pixels;
    }

    /// <summary>Which channel of the rows a channel of the input is.</summary>
    public int Source(int channel) => how.Order == ChannelOrder.Bgr ? 2 - channel : channel;

    private static ReadOnlySpan<byte> Luma(ReadOnlySpan<byte> pixels, Span<byte> luma)
    {
        for (var index = 0; index < luma.Length; index++)
        {
            // 0.299, 0.587 and 0.114 in 16 bits after the point.
            luma[index] = (byte)(((pixels[3 * index] * 19595) + (pixels[(3 * index) + 1] * 38470) + (pixels[(3 * index) + 2] * 7471) + 0x8000) >> 16);
        }

        return luma;
    }
}
