using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>
/// For each output position the input positions that it is made of, and their shares: the arithmetic of Pillow's <c>Resample.c</c>.
/// For 8-bit images shares are fixed-point numbers, reproduced so that results are the same bytes.
/// </summary>
internal sealed class ResampleFilter
{
    /// <summary>32 bits less 8 of the pixel and 2 of headroom.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    private (ResizeMethod Method, AxisMap Map)? _prepared;
    private int[] _first = [];
    private int[] _starts = [0];
    private int[] _shares = [];
    private double[] _weights = [];

    public int Outputs => _prepared?.Map.Outputs ?? 0;

    /// <summary>Memory that it holds.</summary>
    public long Bytes => ((long)sizeof(int) * (_first.Length + _starts.Length + _shares.Length)) + ((long)sizeof(double) * _weights.Length);

    /// <summary>The most input positions that one output is made of.</summary>
    public int MaxCount { get; private set; }

    /// <summary>Prepares the filter for a change of length; nothing happens if it is prepared already.</summary>
    /// <exception cref="ArgumentException">The shares are more than an array holds.</exception>
    public void Prepare(ResizeMethod method, AxisMap map)
    {
        if (_prepared == (method, map))
        {
            return;
        }

        // Half a filter must not be taken for a whole one.
        _prepared = null;
        var stretch = Math.Max(map.Scale, 1);
        var support = (method == ResizeMethod.BicubicAntialias ? 2 : 1) * stretch;
        var first = Grown.To(ref _first, map.Outputs);
        var starts = Grown.To(ref _starts, map.Outputs + 1);
        var (total, most) = (0L, 0);
        first.Clear();
        starts[0] = 0;
        for (var output = 0; output < map.Outputs; output++)
        {
            if (map.HasImage(output))
            {
                var centre = map.Centre(output);
                first[output] = Math.Max((int)(centre - support + 0.5), 0);
                var count = Math.Min((int)(centre + support + 0.5), map.Length) - first[output];
                (total, most) = (total + count, Math.Max(most, count));
            }

            starts[output + 1] = total <= Array.MaxLength
                ? (int)total
                : throw Lengths.Refusal($"a side of {map.Length} pixels is too long to be resized with antialias to {map.Resized}.", "pixels");
        }

        var weights = Grown.To(ref _weights, (int)total);
        for (var output = 0; output < map.Outputs; output++)
        {
            Weigh(method, first[output], map.Centre(output), 1 / stretch, weights[starts[output]..starts[output + 1]]);
        }

        if (method != ResizeMethod.BilinearAntialiasFloat)
        {
            var shares = Grown.To(ref _shares, weights.Length);
            for (var index = 0; index < shares.Length; index++)
            {
                shares[index] = Fixed(weights[index]);
            }
        }

        (_prepared, MaxCount) = ((method, map), most);
    }

    /// <summary>The shares of an output in fixed-point numbers; none if it shows nothing of the image.</summary>
    public ReadOnlySpan<int> Shares(int output, out int first)
    {
        first = _first[output];
        return _shares.AsSpan(_starts[output].._starts[output + 1]);
    }

    /// <summary>The shares of an output; none if it shows nothing of the image.</summary>
    public ReadOnlySpan<double> Weights(int output, out int first)
    {
        first = _first[output];
        return _weights.AsSpan(_starts[output].._starts[output + 1]);
    }

    /// <summary>The byte that a sum of shares of bytes is, of which a half is part from the start.</summary>
    public static byte ToByte(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, 0, byte.MaxValue);

    private static void Weigh(ResizeMethod method, int first, double centre, double perStretch, Span<double> weights)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = Weight(method, Math.Abs((index + first - centre + 0.5) * perStretch));
            sum += weights[index];
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }

    private static int Fixed(double weight)
    {
        var share = weight * (1 << PrecisionBits);
        return (int)(share < 0 ? share - 0.5 : share + 0.5);
    }

    /// <summary>A triangle, or Keys' cubic with a = −½ ("Cubic convolution interpolation for digital image processing", 1981).</summary>
    private static double Weight(ResizeMethod method, double distance) => method switch
    {
        ResizeMethod.BicubicAntialias when distance < 1 => (((1.5 * distance) - 2.5) * distance * distance) + 1,
        ResizeMethod.BicubicAntialias when distance < 2 => ((((-0.5 * distance) + 2.5) * distance) - 4) * distance + 2,
        ResizeMethod.BicubicAntialias => 0,
        _ => Math.Max(0, 1 - distance),
    };
}
