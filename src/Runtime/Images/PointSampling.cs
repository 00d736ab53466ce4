namespace MobileNetGen;

/// <summary>Resizing between the four nearest pixels, or to the nearest one.</summary>
internal static class PointSampling
{
    public static void Apply(ImagePreprocessing how, PixelRows rows, ImageGeometry geometry, Span<float> destination, ImageScratch scratch)
    {
        scratch.ColumnPoints.Prepare(how.Resize, geometry.Columns);
        scratch.RowPoints.Prepare(how.Resize, geometry.Rows);
        var pitch = how.Width * how.Channels;
        var values = scratch.FloatRing(3 * pitch);
        var upper = values[..pitch];
        var lower = values.Slice(pitch, pitch);
        var mixed = values[(2 * pitch)..];
        for (var output = 0; output < how.Height; output++)
        {
            var (before, after, share) = scratch.RowPoints.Points[output];
            if (before < 0)
            {
                mixed.Clear();
            }
            else
            {
                Across(rows.Row(before), how.Channels, scratch.ColumnPoints.Points, upper);
                Across(rows.Row(after), how.Channels, scratch.ColumnPoints.Points, lower);
                for (var element = 0; element < pitch; element++)
                {
                    mixed[element] = Mix(upper[element], lower[element], share);
                }
            }

            Write(how, rows, mixed, destination.Slice(output * pitch, pitch));
        }
    }

    /// <summary>Writes a row of values from 0 to 255, rounded if the description says so.</summary>
    public static void Write(ImagePreprocessing how, PixelRows rows, ReadOnlySpan<double> values, Span<float> line)
    {
        for (var channel = 0; channel < how.Channels; channel++)
        {
            for (var (to, from) = (channel, rows.Source(channel)); to < line.Length; to += how.Channels, from += how.Channels)
            {
                line[to] = how.Normalise(how.RoundToBytes ? Math.Round(values[from]) : values[from], channel);
            }
        }
    }

    private static void Across(ReadOnlySpan<byte> row, int channels, ReadOnlySpan<(int Before, int After, double Share)> points, Span<double> values)
    {
        for (var element = 0; element < values.Length; element++)
        {
            var (before, after, share) = points[element / channels];
            var channel = element % channels;
            values[element] = before < 0 ? 0 : Mix(row[(before * channels) + channel], row[(after * channels) + channel], share);
        }
    }

    private static double Mix(double before, double after, double share) => before + ((after - before) * share);
}
