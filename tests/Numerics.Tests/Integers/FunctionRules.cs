using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Reference;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>What engines make of one integer by itself.</summary>
internal static class FunctionRules
{
    /// <summary>The integer itself in another scale.</summary>
    public static double Rescaled(double value, Steps input, Steps output, IntegerArithmetic arithmetic) => output.Zero + (arithmetic switch
    {
        IntegerArithmetic.TfLite => (((long)value - input.Zero) * (long)IntegerRules.Even(256 * (input.Scale / output.Scale)) + 128) >> 8,
        IntegerArithmetic.OnnxRuntime => IntegerRules.Even(((float)value - input.Zero) * input.Scale / output.Scale),
        _ => FixedPoint.Of((double)input.Scale / output.Scale).Twice((long)value - input.Zero),
    });

    public static double Quantised(float value, Steps output, IntegerArithmetic arithmetic) => output.Zero + (arithmetic switch
    {
        IntegerArithmetic.TfLite => IntegerRules.Even(value * (1 / output.Scale)),
        IntegerArithmetic.OnnxRuntime => IntegerRules.Even(value / output.Scale),
        _ => IntegerRules.Away(value / output.Scale),
    });

    public static double Activated(double value, Activation activation, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        if (activation.Bounds is not null)
        {
            // TensorFlow Lite has one kernel for these, whatever computes the rest.
            var rounding = arithmetic == IntegerArithmetic.OnnxRuntime ? arithmetic : IntegerArithmetic.TfLiteReference;
            var (low, high) = output.Ends(activation, rounding);
            return Math.Clamp(Rescaled(value, input, output, rounding), low, high);
        }

        return activation.Function switch
        {
            ActivationFunction.LeakyRelu when arithmetic != IntegerArithmetic.OnnxRuntime =>
                Leaking((long)value - input.Zero, (float)activation.Alpha, input, output, arithmetic) + output.Zero,
            ActivationFunction.HardSwish when arithmetic != IntegerArithmetic.OnnxRuntime => HardSwish((int)value - input.Zero, input, output) + output.Zero,
            _ => Rounded(Exact(value, activation, input, output, arithmetic), activation, output, arithmetic),
        };
    }

    /// <summary>How far from a tie a function's values are, in steps: what computes the function may be wrong by a millionth.</summary>
    public static double FromTie(double value, Activation activation, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        if (activation.Bounds is not null || (activation.Function is ActivationFunction.LeakyRelu or ActivationFunction.HardSwish
            && arithmetic != IntegerArithmetic.OnnxRuntime))
        {
            return 1;
        }

        var exact = Math.Abs((double)Exact(value, activation, input, output, arithmetic));
        return exact > 300 ? 1 : Math.Abs(exact - Math.Floor(exact) - 0.5) / Math.Max(1, exact);
    }

    /// <summary>The slopes of a parametric ReLU.</summary>
    public static double Sloped(double value, int slope, float slopes, Steps input, Steps output) => output.Zero + (value >= input.Zero
        ? FixedPoint.Of((double)input.Scale / output.Scale).Twice((long)value - input.Zero)
        : FixedPoint.Of((double)input.Scale * slopes / output.Scale).Twice(((long)value - input.Zero) * slope));

    private static float Exact(double value, Activation activation, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        var argument = ((float)value - input.Zero) * input.Scale;
        var result = activation.Function == ActivationFunction.LeakyRelu
            ? argument >= 0 ? argument : argument * (float)activation.Alpha
            : (float)ActivationFunctions.Of(activation)(argument);
        return arithmetic == IntegerArithmetic.OnnxRuntime ? result / output.Scale : result * (1 / output.Scale);
    }

    private static double Rounded(float steps, Activation activation, Steps output, IntegerArithmetic arithmetic) =>
        arithmetic == IntegerArithmetic.OnnxRuntime ? IntegerRules.Even(steps) + output.Zero
        : arithmetic == IntegerArithmetic.TfLite && activation.Function is ActivationFunction.Sigmoid or ActivationFunction.Tanh
        ? IntegerRules.Even(steps + output.Zero)
        : IntegerRules.Away(steps) + output.Zero;

    private static double Leaking(long value, float slope, Steps input, Steps output, IntegerArithmetic arithmetic)
    {
        var ratio = input.Scale / output.Scale;
        if (arithmetic == IntegerArithmetic.TfLite)
        {
            return ((value * (long)IntegerRules.Even(256 * (value >= 0 ? ratio : ratio * slope))) + 128) >> 8;
        }

        var exact = (double)input.Scale / output.Scale;
        return value >= 0 ? FixedPoint.Of(exact).Twice(value) : Math.Sign(slope) * FixedPoint.Of(exact * Math.Abs((double)slope)).Twice(value);
    }

    /// <summary>Fixed point of 16 bits, step by step as TensorFlow Lite describes it.</summary>
    private static long HardSwish(int value, Steps input, Steps output)
    {
        var fine = input.Scale * (1f / 128);
        var (outer, inner) = (Short(fine / output.Scale), Short(fine / (3f / 32768)));
        var wide = value * 128L;
        var scaled = Saturated(FixedPoint.High(wide, outer.Value, 15));
        var gate = wide;
        if (inner.Shift > 0)
        {
            gate = Saturated(gate << (inner.Shift - 1));
        }

        gate = Saturated(FixedPoint.High(gate, inner.Value, 15));
        gate = inner.Shift > 0 ? Saturated(gate << 1) : FixedPoint.Away(gate, -inner.Shift);
        gate = (gate + 32768) >> 1;
        return FixedPoint.Away(gate * scaled / 32768, -outer.Shift);
    }

    private static FixedPoint Short(float real)
    {
        var wide = FixedPoint.Of(real);
        return wide with { Value = Math.Min((wide.Value + 32768) >> 16, short.MaxValue) };
    }

    private static long Saturated(long value) => Math.Clamp(value, short.MinValue, short.MaxValue);
}
