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
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                var first = Product256(ref left, index, leftStep, ref right, rightStep);
                var second = Product256(ref left, index + 8, leftStep, ref right, rightStep);
                var third = Product256(ref left, index + 16, leftStep, ref right, rightStep);
                var last = Product256(ref left, index + 24, leftStep, ref right, rightStep);
                var bytes = BytePacking.Pack(first, second, third, last, _zero);
                Vector256.Min(Vector256.Max(bytes, Vector256.Create((byte)_min)), Vector256.Create((byte)_max)).StoreUnsafe(ref output, (nuint)index);
            }
        }

        if (!_isFixedPoint && Vector128.IsHardwareAccelerated)
        {
            for (; index <= count - Vector64<byte>.Count; index += Vector64<byte>.Count)
            {
                var first = Product128(ref left, index, leftStep, ref right, rightStep);
                var last = Product128(ref left, index + 4, leftStep, ref right, rightStep);
                var bytes = BytePacking.Pack(first, last, _zero);
                bytes = Vector128.Min(Vector128.Max(bytes, Vector128.Create((byte)_min)), Vector128.Create((byte)_max));
                BytePacking.Store(bytes, ref Unsafe.Add(ref output, index), Vector64<byte>.Count);
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

    private Vector256<int> Product256(ref byte left, int index, int leftStep, ref byte right, int rightStep)
    {
        var (leftValue, rightValue) = (ByteLanes.Load256(ref left, index, leftStep), ByteLanes.Load256(ref right, index, rightStep));
        var product = (leftValue - Vector256.Create(_leftZero)) * (rightValue - Vector256.Create(_rightZero));
        return FloatRounding.ToEven(Vector256.ConvertToSingle(product) * Vector256.Create(_scale));
    }

    private Vector128<int> Product128(ref byte left, int index, int leftStep, ref byte right, int rightStep)
    {
        var (leftValue, rightValue) = (ByteLanes.Load128(ref left, index, leftStep), ByteLanes.Load128(ref right, index, rightStep));
        var product = (leftValue - Vector128.Create(_leftZero)) * (rightValue - Vector128.Create(_rightZero));
        return FloatRounding.ToEven(Vector128.ConvertToSingle(product) * Vector128.Create(_scale));
    }
}
