namespace MobileNetGen;

/// <summary>For each output position the two input positions that it lies between, and how far it is from the first.</summary>
internal sealed class SamplePoints
{
    private (ResizeMethod Method, AxisMap Map)? _prepared;
    private (int Before, int After, double Share)[] _points = [];

    /// <summary>An output that shows nothing of the image is before position −1.</summary>
    public ReadOnlySpan<(int Before, int After, double Share)> Points => _points.AsSpan(0, _prepared?.Map.Outputs ?? 0);

    /// <summary>Prepares the points for a change of length; nothing happens if they are prepared already.</summary>
    public void Prepare(ResizeMethod method, AxisMap map)
    {
        if (_prepared == (method, map))
        {
            return;
        }

        _prepared = null;
        var points = Grown.To(ref _points, map.Outputs);
        if (method == ResizeMethod.Nearest)
        {
            Nearest(map, points);
        }
        else
        {
            for (var output = 0; output < points.Length; output++)
            {
                points[output] = map.HasImage(output) ? Between(method, map, map.Skip + output) : (-1, -1, 0);
            }
        }

        _prepared = (method, map);
    }

    private static (int Before, int After, double Share) Between(ResizeMethod method, AxisMap map, long position)
    {
        var place = method == ResizeMethod.BilinearAsymmetric
            ? (double)position * map.BoxLength / map.Resized
            : ((position + 0.5) * map.BoxLength / map.Resized) - 0.5;
        var floor = Math.Floor(place);
        return (Math.Max((int)floor, 0), Math.Min((int)floor + 1, map.Length - 1), place - floor);
    }

    /// <summary>Pillow goes from position to position by adding, and so do its roundings.</summary>
    private static void Nearest(AxisMap map, Span<(int Before, int After, double Share)> points)
    {
        var place = map.BoxStart + (map.Scale * 0.5);
        points.Fill((-1, -1, 0));
        for (var position = 0L; position < Math.Min(map.Resized, map.Skip + points.Length); position++, place += map.Scale)
        {
            if (position >= map.Skip)
            {
                var nearest = Math.Clamp((int)place, 0, map.Length - 1);
                points[(int)(position - map.Skip)] = (nearest, nearest, 0);
            }
        }
    }
}
