using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    /// <summary>The integers of floats that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Quantize(ref float input, ref byte output, int count)
    {
        var index = 0;
        if (_arithmetic != IntegerArithmetic.TfLiteReference && Vector256.IsHardwareAccelerated)
        {
            var range = new ByteRange(_zero, byte.MinValue, byte.MaxValue);
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                BytePacking.Pack(
                    Steps(Vector256.LoadUnsafe(ref input, (nuint)index)),
                    Steps(Vector256.LoadUnsafe(ref input, (nuint)index + 8)),
                    Steps(Vector256.LoadUnsafe(ref input, (nuint)index + 16)),
                    Steps(Vector256.LoadUnsafe(ref input, (nuint)index + 24)),
                    range).StoreUnsafe(ref output, (nuint)index);
            }
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref output, index) = Quantize(Unsafe.Add(ref input, index));
        }
    }

    /// <summary>The floats that integers side by side stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Dequantize(ref byte input, ref float output, int count)
    {
        var index = 0;
        for (; index <= count - Vector256<float>.Count && Vector256.IsHardwareAccelerated; index += Vector256<float>.Count)
        {
            var steps = Vector256.ConvertToSingle(ByteLanes.Load256(ref input, index, 1) - Vector256.Create(_zero));
            (steps * Vector256.Create(_scale)).StoreUnsafe(ref output, (nuint)index);
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref output, index) = Dequantize(Unsafe.Add(ref input, index));
        }
    }

    public float Dequantize(byte value) => (value - _zero) * _scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Steps(Vector256<float> value)
    {
        var steps = _arithmetic == IntegerArithmetic.TfLite ? value * Vector256.Create(1 / _scale) : value / Vector256.Create(_scale);
        return FloatRounding.ToEven(Vector256.ConditionalSelect(Vector256.Equals(steps, steps), steps, Vector256<float>.Zero));
    }
}
