using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Functions of one integer as tables: what becomes of each of the 256.</summary>
internal static class IntegerTable
{
    public const int Length = 256;

    /// <param name="table">Where the table goes.</param>
    /// <param name="input">Of what is looked up.</param>
    /// <param name="output">Of what is found.</param>
    /// <param name="value">The function on the tensors' own integers.</param>
    public static void Fill(Span<byte> table, Quantization input, Quantization output, Func<int, int> value)
    {
        for (var index = 0; index < Length; index++)
        {
            table[index] = (byte)(Math.Clamp(value(index - input.Offset), output.Min, output.Max) + output.Offset);
        }
    }

    /// <summary>The same number in another scale.</summary>
    public static Func<int, int> Rescaling(Quantization input, Quantization output, IntegerArithmetic arithmetic)
    {
        switch (arithmetic)
        {
            case IntegerArithmetic.TfLite:
                // XNNPACK's multiplier has eight fractional bits (qs8-vcvt).
                var factor = (int)MathF.Round(256 * (input.Scale / output.Scale), MidpointRounding.ToEven);
                return value => (((value - input.ZeroPoint) * factor) + 128 >> 8) + output.ZeroPoint;
            case IntegerArithmetic.OnnxRuntime:
                return value => ToNearestEven((value - input.ZeroPoint) * input.Scale / output.Scale) + output.ZeroPoint;
            default:
                return FixedPoint(input, output);
        }
    }

    /// <summary>The same number in another scale, between two bounds: what TensorFlow Lite's activations of this kind compute in all its kernels.</summary>
    public static Func<int, int> Bounded(Quantization input, Quantization output, float low, float high, IntegerArithmetic arithmetic)
    {
        var rescaled = arithmetic == IntegerArithmetic.OnnxRuntime ? Rescaling(input, output, arithmetic) : FixedPoint(input, output);
        var (min, max) = output.Range(low, high, arithmetic == IntegerArithmetic.OnnxRuntime ? arithmetic : IntegerArithmetic.TfLiteReference);
        return value => Math.Clamp(rescaled(value), min, max);
    }

    /// <summary>A function of real numbers.</summary>
    /// <param name="input">Of the argument.</param>
    /// <param name="output">Of the result.</param>
    /// <param name="function">The function.</param>
    /// <param name="isEven">
    /// True where the zero point is added before it is rounded, ties to even, as XNNPACK does; else it is added to what was rounded away
    /// from zero.
    /// </param>
    public static Func<int, int> Of(Quantization input, Quantization output, Func<float, float> function, bool isEven)
    {
        var steps = 1 / output.Scale;
        return value =>
        {
            var scaled = function((value - input.ZeroPoint) * input.Scale) * steps;
            return isEven
                ? ToNearestEven(scaled + output.ZeroPoint)
                : (int)Math.Clamp(Math.Round((double)scaled, MidpointRounding.AwayFromZero), -1e6, 1e6) + output.ZeroPoint;
        };
    }

    /// <summary>A function of real numbers, as ONNX Runtime quantises its result: divided, rounded to even, then the zero point added.</summary>
    public static Func<int, int> Quotient(Quantization input, Quantization output, Func<float, float> function) =>
        value => ToNearestEven(function((value - input.ZeroPoint) * input.Scale) / output.Scale) + output.ZeroPoint;

    /// <summary>The slope below 0: XNNPACK has multipliers of eight fractional bits (<c>qs8-vlrelu</c>), TensorFlow Lite of 31.</summary>
    public static Func<int, int> LeakyRelu(Quantization input, Quantization output, float slope, IntegerArithmetic arithmetic)
    {
        if (arithmetic == IntegerArithmetic.TfLite)
        {
            var ratio = input.Scale / output.Scale;
            var (above, below) = ((int)MathF.Round(256 * ratio, MidpointRounding.ToEven), (int)MathF.Round(256 * (ratio * slope), MidpointRounding.ToEven));
            return value => (((value - input.ZeroPoint) * (value >= input.ZeroPoint ? above : below)) + 128 >> 8) + output.ZeroPoint;
        }

        if (arithmetic == IntegerArithmetic.OnnxRuntime)
        {
            return Quotient(input, output, number => number >= 0 ? number : number * slope);
        }

        var scale = (double)input.Scale / output.Scale;
        var (positive, negative) = (FixedPointMultiplier.Of(scale), FixedPointMultiplier.Of(scale * Math.Abs((double)slope)));
        return value => (value >= input.ZeroPoint
            ? positive.RoundTwice(value - input.ZeroPoint)
            : Math.Sign(slope) * negative.RoundTwice(value - input.ZeroPoint)) + output.ZeroPoint;
    }

    /// <summary>An input of a concatenation whose scale is not the output's (<c>reference_ops::ConcatenationWithScaling</c>).</summary>
    public static Func<int, int> Concatenated(Quantization input, Quantization output)
    {
        var ratio = input.Scale * (1 / output.Scale);
        var shift = -input.ZeroPoint * ratio;
        return value => (int)Math.Round((double)((value * ratio) + shift), MidpointRounding.AwayFromZero) + output.ZeroPoint;
    }

    private static Func<int, int> FixedPoint(Quantization input, Quantization output)
    {
        var multiplier = FixedPointMultiplier.Of((double)input.Scale / output.Scale);
        return value => multiplier.RoundTwice(value - input.ZeroPoint) + output.ZeroPoint;
    }

    private static int ToNearestEven(float value) => (int)Math.Clamp(MathF.Round(value, MidpointRounding.ToEven), -1e6f, 1e6f);
}
