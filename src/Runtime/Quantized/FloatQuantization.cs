using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Between floats and the integers that stand for them.</summary>
internal readonly struct FloatQuantization
{
    private readonly float _scale;
    private readonly int _zero;
    private readonly IntegerArithmetic _arithmetic;

    public FloatQuantization(Quantization quantization, IntegerArithmetic arithmetic) =>
        (_scale, _zero, _arithmetic) = (quantization.Scale, quantization.Zero, arithmetic);

    /// <summary>NaN becomes what stands for 0.</summary>
    public byte Quantize(float value)
    {
        // XNNPACK multiplies by the inverse, the others divide.
        var steps = _arithmetic == IntegerArithmetic.TfLite ? value * (1 / _scale) : value / _scale;
        var rounding = _arithmetic == IntegerArithmetic.TfLiteReference ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven;
        return float.IsNaN(steps) ? (byte)_zero : (byte)Math.Clamp(MathF.Round(steps, rounding) + _zero, byte.MinValue, byte.MaxValue);
    }

    public float Dequantize(byte value) => (value - _zero) * _scale;
}
