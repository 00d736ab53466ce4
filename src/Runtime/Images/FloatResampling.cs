namespace MobileNetGen;

/// <summary>Resizing with antialias in floats: TensorFlow's <c>tf.image.resize(antialias=True)</c>, and PyTorch's on tensors.</summary>
internal static class FloatResampling
{
    public static void Apply(ImagePreprocessing how, PixelRows rows, ImageGeometry geometry, Span<float> destination, ImageScratch scratch)
    {
        scratch.ColumnFilter.Prepare(how.Resize, geometry.Columns);
        scratch.RowFilter.Prepare(how.Resize, geometry.Rows);
        var filter = scratch.RowFilter;
        var pitch = how.Width * how.Channels;
        var ring = scratch.FloatRing((filter.MaxCount + 1L) * pitch);
        var sums = ring[..pitch];
        var next = 0;
        for (var output = 0; output < how.Height; output++)
        {
            var weights = filter.Weights(output, out var first);
            sums.Clear();
            for (var row = Math.Max(next, first); row < first + weights.Length; row++, next = row)
            {
                Narrow(rows.Row(row), how.Channels, scratch.ColumnFilter, Line(ring, row, filter.MaxCount, pitch));
            }

            for (var index = 0; index < weights.Length; index++)
            {
                var line = Line(ring, first + index, filter.MaxCount, pitch);
                for (var element = 0; element < pitch; element++)
                {
                    sums[element] += line[element] * weights[index];
                }
            }

            PointSampling.Write(how, rows, sums, destination.Slice(output * pitch, pitch));
        }
    }

    /// <summary>Where a narrowed row is, after the row of sums.</summary>
    private static Span<double> Line(Span<double> ring, int row, int rows, int pitch) => ring.Slice((1 + (row % rows)) * pitch, pitch);

    private static void Narrow(ReadOnlySpan<byte> row, int channels, ResampleFilter filter, Span<double> narrowed)
    {
        for (var element = 0; element < narrowed.Length; element++)
        {
            var weights = filter.Weights(element / channels, out var first);
            var sum = 0.0;
            for (var index = 0; index < weights.Length; index++)
            {
                sum += row[((first + index) * channels) + (element % channels)] * weights[index];
            }

            narrowed[element] = sum;
        }
    }
}
