using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>The range of a tensor that costs least: the one whose 256 steps have the smallest squared error on what was seen.</summary>
internal sealed class RangeObserver
{
    /// <summary>Of scales, so that what they divide stays finite.</summary>
    public const double MinScale = float.Epsilon * (double)(1 << 20);

    private const int Steps = 255;
    private const int Samples = 1 << 16;
    private const int SmallestPercent = 30;
    private const double Margin = 1.1;

    private readonly List<float> _samples = [];
    private double _min;
    private double _max;

    public bool IsFinite => double.IsFinite(_min) && double.IsFinite(_max);

    /// <summary>Sees a tensor of one image.</summary>
    /// <param name="values">Its elements.</param>
    /// <param name="images">How many images there are in all: each one has its share of the samples.</param>
    public void See(ReadOnlySpan<float> values, int images)
    {
        var share = Math.Max(1, Samples / images);
        var step = Math.Max(1, values.Length / share);
        for (var index = 0; index < values.Length; index++)
        {
            _min = Math.Min(_min, values[index]);
            _max = Math.Max(_max, values[index]);
            if (index % step == 0)
            {
                _samples.Add(values[index]);
            }
        }
    }

    /// <summary>From the smallest number that was seen, or 0, to the largest, or 0, both times the same factor: of 0.30, 0.31, … 1 the best.</summary>
    public Quantisation Best()
    {
        var values = _samples.ToArray();
        return Enumerable.Range(SmallestPercent, 100 - SmallestPercent + 1)
            .Reverse()
            .Select(percent => Of(_min * percent / 100, _max * percent / 100))
            .MinBy(candidate => Error(values, candidate))!;
    }

    /// <summary>
    /// All that was seen and a bit more. The largest of an output's numbers are the ones that count: where they are beyond the range, classes are equal that
    /// are not.
    /// </summary>
    public Quantisation Whole() => Of(_min * Margin, _max * Margin);

    /// <summary>Signed integers of 8 bits between two numbers, 0 among them.</summary>
    public static Quantisation Of(double min, double max)
    {
        var scale = (double)(float)Math.Max((Math.Max(max, 0) - Math.Min(min, 0)) / Steps, MinScale);
        var zero = Math.Clamp(Math.Round(-Math.Min(min, 0) / scale) + sbyte.MinValue, sbyte.MinValue, sbyte.MaxValue);
        return new Quantisation(ModelElementType.Int8, scale, zero);
    }

    private static double Error(float[] values, Quantisation integers)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            var error = value - SignedRounding.Of(value, (float)integers.Scale, (float)integers.ZeroPoint);
            sum += error * error;
        }

        return sum;
    }
}
