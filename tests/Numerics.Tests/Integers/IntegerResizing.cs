using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Reference;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>Windows and bilinear resizing of integers, which have the input's scale.</summary>
internal static class IntegerResizing
{
    /// <summary>The sum and the number of the elements of each window that lie in the map.</summary>
    public static IReadOnlyList<(long Sum, int Count)> Windows(Map input, Map output, Window window)
    {
        var ones = input.Select(_ => 1);
        return [.. Sums(input, output, window).Zip(Sums(ones, output, window), (sum, count) => ((long)sum, (int)count))];
    }

    public static Map Run(IntegerMap input, Map output, Resize resize, IntegerArithmetic arithmetic)
    {
        var (rows, columns) = (new ResizedAxis(input.Values.Height, output.Height, resize), new ResizedAxis(input.Values.Width, output.Width, resize));
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = arithmetic switch
                    {
                        IntegerArithmetic.TfLite => Shares(input.Values, rows.Floats(row), columns.Floats(column), channel),
                        IntegerArithmetic.OnnxRuntime => Reals(input, rows.Reals(row), columns.Reals(column), channel),
                        _ => FixedShares(input.Values, rows.FixedPoint(row), columns.FixedPoint(column), channel),
                    };
                }
            }
        }

        return output;
    }

    private static double[] Sums(Map input, Map output, Window window)
    {
        var kernel = Enumerable.Repeat(1f, input.Channels * window.Kernel.Area).ToArray();
        return Convolutions.Grouped(input, new Map(output.Height, output.Width, output.Channels), window, input.Channels, kernel, null).Values;
    }

    private static double Shares(Map map, Sample row, Sample column, int channel) =>
        (Weighted(map, row, column, channel, 11) + (1 << 21)) >> 22;

    private static double FixedShares(Map map, Sample row, Sample column, int channel)
    {
        var sum = Weighted(map, row, column, channel, 10);
        return (sum + (sum > 0 ? 1 << 19 : -(1 << 19))) / (1 << 20);
    }

    private static long Weighted(Map map, Sample row, Sample column, int channel, int bits)
    {
        long At(int y, int x) => (long)map[y, x, channel];
        var one = 1L << bits;
        return (At(row.Before, column.Before) * (one - column.Share) * (one - row.Share))
            + (At(row.Before, column.After) * column.Share * (one - row.Share))
            + (At(row.After, column.Before) * (one - column.Share) * row.Share)
            + (At(row.After, column.After) * column.Share * row.Share);
    }

    private static double Reals(IntegerMap map, RealSample row, RealSample column, int channel)
    {
        var steps = map.Steps!.Value;
        float At(int y, int x) => ((float)map.Values[y, x, channel] - steps.Zero) * steps.Scale;
        var sum = (column.First * row.First * At(row.Before, column.Before))
            + (column.Second * row.First * At(row.Before, column.After))
            + (column.First * row.Second * At(row.After, column.Before))
            + (column.Second * row.Second * At(row.After, column.After));
        return steps.Within(IntegerRules.Even(sum / steps.Scale) + steps.Zero);
    }

    private readonly record struct Sample(int Before, int After, long Share);

    private readonly record struct RealSample(int Before, int After, float First, float Second);

    private readonly record struct ResizedAxis(int Input, int Output, Resize Resize)
    {
        private bool IsAligned => Resize.Coordinates == Coordinates.AlignCorners && Output > 1;

        private bool IsHalfPixel => Resize.Coordinates == Coordinates.HalfPixel;

        /// <summary>XNNPACK's: float32 coordinates cut off at the map, shares of 11 bits.</summary>
        public Sample Floats(int place)
        {
            var scale = IsAligned ? (float)(Input - 1) / (Output - 1) : (float)Input / Output;
            var at = Math.Clamp((place * scale) + (IsHalfPixel ? (0.5f * scale) - 0.5f : 0), 0, Input - 1);
            return new Sample((int)at, Math.Min((int)at + 1, Input - 1), (long)IntegerRules.Even((at - (int)at) * 2048));
        }

        /// <summary>TensorFlow Lite's: everything in 10 bits.</summary>
        public Sample FixedPoint(int place)
        {
            var scale = IsAligned ? ((1024 * (Input - 1)) + ((Output - 1) / 2)) / (Output - 1) : ((1024 * Input) + (Output / 2)) / Output;
            var at = (place * scale) + (IsHalfPixel ? (scale / 2) - 512 : 0);
            var before = Math.Max(at / 1024, 0);
            return new Sample(before, Math.Min((at + 1023) / 1024, Input - 1), at - (before * 1024));
        }

        /// <summary>ONNX Runtime's: distances as floats, halves where both pixels are one.</summary>
        public RealSample Reals(int place)
        {
            var scale = (float)Output / Input;
            var at = IsAligned ? (float)place * (Input - 1) / (Output - 1)
                : IsHalfPixel ? ((place + 0.5f) / scale) - 0.5f
                : place / scale;
            at = Math.Clamp(at, 0, Input - 1);
            var (before, after) = ((int)at, Math.Min((int)at + 1, Input - 1));
            return before == after ? new RealSample(before, after, 0.5f, 0.5f) : new RealSample(before, after, Math.Abs(at - after), Math.Abs(at - before));
        }
    }
}
