using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>
/// What engines make of sums, written down from what is known of them (docs/numerics.md) and not from the runtime: on the tensors' own integers, one at a
/// time, in 64 bits.
/// </summary>
internal static class IntegerRules
{
    public static double Even(float value) => Math.Round((double)value, MidpointRounding.ToEven);

    public static double Away(float value) => Math.Round((double)value, MidpointRounding.AwayFromZero);

    /// <summary>A sum of products, without zero points.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="input">Of the input.</param>
    /// <param name="weight">The weights' scale.</param>
    /// <param name="output">Of the output.</param>
    /// <param name="arithmetic">Whose rounding.</param>
    /// <param name="isDense">True for a fully connected layer.</param>
    /// <param name="isOfOneScale">True where all outputs have one scale of weights.</param>
    public static double Sum(long sum, Steps input, float weight, Steps output, IntegerArithmetic arithmetic, bool isDense, bool isOfOneScale)
    {
        var product = input.Scale * weight;
        if (arithmetic != IntegerArithmetic.TfLiteReference)
        {
            var factor = product / output.Scale;
            return Even((float)sum * factor) + output.Zero;
        }

        var real = !input.IsSigned || (isDense && isOfOneScale) ? (double)product / output.Scale : (double)input.Scale * weight / output.Scale;
        return (isDense && input.IsSigned ? FixedPoint.Of(real).Once(sum) : FixedPoint.Of(real).Twice(sum)) + output.Zero;
    }

    /// <summary>A sum, or with −1 a difference, of two tensors.</summary>
    public static double Pair(double left, double right, int sign, Steps one, Steps other, Steps output, IntegerArithmetic arithmetic)
    {
        var (first, second) = (one.Scale / output.Scale, other.Scale / output.Scale);
        var (a, b) = ((long)left - one.Zero, (long)right - other.Zero);
        switch (arithmetic)
        {
            case IntegerArithmetic.TfLite when Math.Min(first, second) >= 1f / 1024 && Math.Max(first, second) < 256:
                var shift = 20 - Math.ILogB(Math.Max(first, second));
                var (by, times) = ((long)Math.Round(Math.ScaleB((double)first, shift)), (long)Math.Round(Math.ScaleB((double)second, shift)));
                return (((a * by) + (sign * b * times) + (1L << (shift - 1))) >> shift) + output.Zero;
            case IntegerArithmetic.OnnxRuntime:
                var signed = sign * second;
                var constant = output.Zero - MathF.FusedMultiplyAdd(first, one.Zero, signed * other.Zero);
                return Even(MathF.FusedMultiplyAdd((float)left, first, MathF.FusedMultiplyAdd((float)right, signed, constant)));
            default:
                var twice = 2 * (double)Math.Max(one.Scale, other.Scale);
                var sum = FixedPoint.Of(one.Scale / twice).Twice(a << 20) + (sign * FixedPoint.Of(other.Scale / twice).Twice(b << 20));
                return FixedPoint.Of(twice / ((1 << 20) * (double)output.Scale)).Twice(sum) + output.Zero;
        }
    }

    public static double Product(double left, double right, Steps one, Steps other, Steps output, IntegerArithmetic arithmetic)
    {
        var product = ((long)left - one.Zero) * ((long)right - other.Zero);
        var factor = one.Scale * other.Scale / output.Scale;
        var isFixed = arithmetic == IntegerArithmetic.TfLiteReference || (arithmetic == IntegerArithmetic.TfLite && factor is < 1f / 65536 or >= 256);
        return (isFixed ? FixedPoint.Of(factor).Twice(product) : Even(product * factor)) + output.Zero;
    }

    /// <summary>The mean, or the sum, of so many integers.</summary>
    public static double Mean(long sum, int count, bool isMean, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        var own = sum - ((long)count * input.Zero);
        var ratio = input.Scale / output.Scale;
        switch (arithmetic)
        {
            case IntegerArithmetic.TfLite:
                var factor = isMean ? ratio * (1f / count) : ratio;
                return Even((sum * factor) + (output.Zero - (count * input.Zero * factor)));
            case IntegerArithmetic.OnnxRuntime:
                return Even(own * (input.Scale / (output.Scale * (isMean ? count : 1)))) + output.Zero;
            default:
                var whole = FixedPoint.Of((double)input.Scale / output.Scale);
                var bits = isMean ? Math.Min(Math.Min(Math.ILogB(count), 32), 31 + whole.Shift) : 0;
                var divided = isMean ? new FixedPoint((whole.Value << bits) / count, whole.Shift - bits) : whole;
                return divided.Twice(own) + output.Zero;
        }
    }

    /// <summary>The mean under a window, in the input's own integers; in the output's with ONNX Runtime.</summary>
    public static double Pooled(long sum, int count, Steps input, Steps output, IntegerArithmetic arithmetic) =>
        arithmetic == IntegerArithmetic.OnnxRuntime
            ? Even((sum - ((long)count * input.Zero)) * (input.Scale / output.Scale / count)) + output.Zero
            : sum > 0 ? (sum + (count / 2)) / count : (sum - (count / 2)) / count;

    /// <summary>A tensor of a concatenation.</summary>
    public static double Joined(double value, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        if (input.Scale == output.Scale && input.Zero - input.Min == output.Zero - output.Min)
        {
            return value - input.Min + output.Min;
        }

        var ratio = input.Scale * (1 / output.Scale);
        return arithmetic == IntegerArithmetic.OnnxRuntime
            ? Even(((float)value - input.Zero) * input.Scale / output.Scale) + output.Zero
            : Away(((float)value * ratio) + (-input.Zero * ratio)) + output.Zero;
    }
}
