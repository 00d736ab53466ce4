namespace MobileNetGen;

/// <summary>Pillow's <c>Image.resize</c> with antialias: one side first, then the other, each rounded to bytes.</summary>
internal static class ByteResampling
{
    public static void Apply(ImagePreprocessing how, PixelRows rows, ImageGeometry geometry, Span<float> destination, ImageScratch scratch)
    {
        scratch.ColumnFilter.Prepare(how.Resize, geometry.Columns);
        scratch.RowFilter.Prepare(how.Resize, geometry.Rows);
        scratch.Levels.Prepare(how);
        var pitch = how.Width * how.Channels;
        for (var (output, next) = (0, 0); output < how.Height; output++)
        {
            var line = destination.Slice(output * pitch, pitch);
            if (geometry.IsShortenedFirst)
            {
                var shortened = Shortened(rows, output, geometry.Columns.Length * how.Channels, scratch);
                var narrowed = scratch.Ring(pitch);
                Narrow(shortened, how.Channels, scratch.ColumnFilter, narrowed);
                Normalise(narrowed, rows, line, scratch.Levels);
            }
            else
            {
                next = Fill(rows, output, next, pitch, scratch);
                Normalise(Mixed(output, pitch, scratch), rows, line, scratch.Levels);
            }
        }
    }

    /// <summary>Narrows the rows that an output row needs and that are not in the ring yet.</summary>
    /// <returns>The row after them.</returns>
    private static int Fill(PixelRows rows, int output, int next, int pitch, ImageScratch scratch)
    {
        var filter = scratch.RowFilter;
        var end = filter.Shares(output, out var first).Length + first;
        var ring = scratch.Ring((long)filter.MaxCount * pitch);
        for (var row = Math.Max(next, first); row < end; row++)
        {
            Narrow(rows.Row(row), rows.Channels, scratch.ColumnFilter, ring.Slice(row % filter.MaxCount * pitch, pitch));
        }

        return Math.Max(next, end);
    }

    /// <summary>A row of the output out of narrowed rows.</summary>
    private static ReadOnlySpan<byte> Mixed(int output, int pitch, ImageScratch scratch)
    {
        var filter = scratch.RowFilter;
        var shares = filter.Shares(output, out var first);
        var ring = scratch.Ring((long)filter.MaxCount * pitch);
        var sums = scratch.Sums(pitch);
        sums.Fill(ByteSums.Half);
        for (var index = 0; index < shares.Length; index++)
        {
            ByteSums.Add(ring.Slice((first + index) % filter.MaxCount * pitch, pitch), shares[index], sums);
        }

        return ByteSums.ToBytes(sums, scratch.Line(pitch));
    }

    /// <summary>A row of the output as wide as the image.</summary>
    private static ReadOnlySpan<byte> Shortened(PixelRows rows, int output, int length, ImageScratch scratch)
    {
        var shares = scratch.RowFilter.Shares(output, out var first);
        var sums = scratch.Sums(length);
        sums.Fill(ByteSums.Half);
        for (var index = 0; index < shares.Length; index++)
        {
            ByteSums.Add(rows.Row(first + index), shares[index], sums);
        }

        return ByteSums.ToBytes(sums, scratch.Line(length));
    }

    private static void Narrow(ReadOnlySpan<byte> row, int channels, ResampleFilter filter, Span<byte> narrowed)
    {
        for (var output = 0; output < filter.Outputs; output++)
        {
            var shares = filter.Shares(output, out var first);
            if (channels == 1)
            {
                narrowed[output] = ByteSums.Gray(row.Slice(first, shares.Length), shares);
            }
            else
            {
                ByteSums.Colour(row[(3 * first)..], shares, narrowed.Slice(3 * output, 3));
            }
        }
    }

    private static void Normalise(ReadOnlySpan<byte> bytes, PixelRows rows, Span<float> line, NormalisedBytes levels)
    {
        for (var channel = 0; channel < rows.Channels; channel++)
        {
            var floats = levels.Of(channel);
            for (var (to, from) = (channel, rows.Source(channel)); to < line.Length; to += rows.Channels, from += rows.Channels)
            {
                line[to] = floats[bytes[from]];
            }
        }
    }
}
