using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>A product of two tensors of integers, in the scale of a third: what an engine's MUL computes.</summary>
internal readonly struct RescaledProduct
{
    private readonly bool _isFixedPoint;
    private readonly int _leftZero;
    private readonly int _rightZero;
    private readonly int _zero;
    private readonly int _min;
    private readonly int _max;
    private readonly float _scale;
    private readonly FixedPointMultiplier _multiplier;

    public RescaledProduct(Quantization left, Quantization right, Quantization output, IntegerOperands operands)
    {
        var (min, max) = output.Range(operands.Low, operands.High, operands.Arithmetic);
        (_min, _max, _zero) = (min + output.Offset, max + output.Offset, output.Zero);
        (_leftZero, _rightZero) = (left.Zero, right.Zero);
        var product = left.Scale * right.Scale;
        _scale = product / output.Scale;
        _multiplier = FixedPointMultiplier.Of(_scale);

        // XNNPACK leaves other ratios to TensorFlow Lite's own kernel.
        _isFixedPoint = operands.Arithmetic == IntegerArithmetic.TfLiteReference
            || (operands.Arithmetic == IntegerArithmetic.TfLite && _scale is < 1f / 65536 or >= 256);
    }

    /// <summary>The product of elements at the same places.</summary>
    public void Apply(ref byte left, int leftStep, ref byte right, int rightStep, ref byte output, int count)
    {
        var index = 0;
        if (!_isFixedPoint && Vector256.IsHardwareAccelerated)
        {
            var (leftZero, rightZero, scale) = (Vector256.Create(_leftZero), Vector256.Create(_rightZero), Vector256.Create(_scale));
            for (; index <= count - Vector256<int>.Count; index += Vector256<int>.Count)
            {
                var product = (ByteLanes.Load256(ref left, index, leftStep) - leftZero) * (ByteLanes.Load256(ref right, index, rightStep) - rightZero);
                ByteLanes.Store(FloatRounding.ToIntegers(Vector256.ConvertToSingle(product) * scale, _zero, _min, _max), ref output, index);
            }
        }
        else if (!_isFixedPoint && Vector128.IsHardwareAccelerated)
        {
            var (leftZero, rightZero, scale) = (Vector128.Create(_leftZero), Vector128.Create(_rightZero), Vector128.Create(_scale));
            for (; index <= count - Vector128<int>.Count; index += Vector128<int>.Count)
            {
                var product = (ByteLanes.Load128(ref left, index, leftStep) - leftZero) * (ByteLanes.Load128(ref right, index, rightStep) - rightZero);
                ByteLanes.Store(FloatRounding.ToIntegers(Vector128.ConvertToSingle(product) * scale, _zero, _min, _max), ref output, index);
            }
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref output, index) = Of(Unsafe.Add(ref left, index * leftStep), Unsafe.Add(ref right, index * rightStep));
        }
    }

    public byte Of(byte left, byte right)
    {
        var product = (left - _leftZero) * (right - _rightZero);
        return _isFixedPoint
            ? (byte)Math.Clamp(_multiplier.RoundTwice(product) + _zero, _min, _max)
            : FloatRounding.ToInteger(product * _scale, _zero, _min, _max);
    }
}
