using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>What a tensor's integers stand for: <c>Scale · (q − ZeroPoint)</c>.</summary>
/// <param name="Scale">One step.</param>
/// <param name="ZeroPoint">The integer that stands for 0, of the tensor's own type.</param>
/// <param name="IsSigned">True for −128 to 127, false for 0 to 255. Kernels have all integers from 0 to 255: signed ones with 128 added.</param>
internal readonly record struct Quantization(float Scale, int ZeroPoint, bool IsSigned)
{
    /// <summary>What kernels have more than the tensor's own integers.</summary>
    public int Offset => IsSigned ? 128 : 0;

    public int Min => -Offset;

    public int Max => byte.MaxValue - Offset;

    /// <summary>The integer for 0 as kernels have it.</summary>
    public int Zero => ZeroPoint + Offset;

    /// <summary>The own integers that an activation's bounds stand at, as the kernels of an engine find them.</summary>
    /// <param name="low">The lower bound; −∞ for none.</param>
    /// <param name="high">The upper bound; ∞ for none.</param>
    /// <param name="arithmetic">
    /// XNNPACK rounds to even after the zero point was added, ONNX Runtime before, TensorFlow Lite away from zero before.
    /// </param>
    public (int Min, int Max) Range(float low, float high, IntegerArithmetic arithmetic) => (
        float.IsNegativeInfinity(low) ? Min : At(low, arithmetic),
        float.IsPositiveInfinity(high) ? Max : At(high, arithmetic));

    /// <summary>What kernels have for 0, and the integers between which an activation's bounds leave them.</summary>
    /// <inheritdoc cref="Range"/>
    public ByteRange Bytes(float low, float high, IntegerArithmetic arithmetic)
    {
        var (min, max) = Range(low, high, arithmetic);
        return new ByteRange(Zero, min + Offset, max + Offset);
    }

    private int At(float bound, IntegerArithmetic arithmetic)
    {
        var steps = bound / Scale;
        return arithmetic == IntegerArithmetic.TfLite
            ? (int)MathF.Round(Math.Clamp(steps + ZeroPoint, Min, Max), MidpointRounding.ToEven)
            : (int)Math.Clamp(ZeroPoint + Math.Round((double)steps, Rounding(arithmetic)), Min, Max);
    }

    private static MidpointRounding Rounding(IntegerArithmetic arithmetic) =>
        arithmetic == IntegerArithmetic.OnnxRuntime ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero;
}
