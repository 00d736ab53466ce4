using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>A product of two tensors of integers, in the scale of a third: what an engine's MUL computes.</summary>
internal readonly struct RescaledProduct : IElementPair
{
    private readonly bool _isFixedPoint;
    private readonly int _leftZero;
    private readonly int _rightZero;
    private readonly float _scale;
    private readonly FixedPointMultiplier _multiplier;

    public RescaledProduct(Quantization left, Quantization right, Quantization output, IntegerOperands operands)
    {
        Range = output.Bytes(operands.Low, operands.High, operands.Arithmetic);
        (_leftZero, _rightZero) = (left.Zero, right.Zero);
        var product = left.Scale * right.Scale;
        _scale = product / output.Scale;
        _multiplier = FixedPointMultiplier.Of(_scale);

        // XNNPACK leaves other ratios to TensorFlow Lite's own kernel.
        _isFixedPoint = operands.Arithmetic == IntegerArithmetic.TfLiteReference
            || (operands.Arithmetic == IntegerArithmetic.TfLite && _scale is < 1f / 65536 or >= 256);
    }

    public bool HasVectors => !_isFixedPoint;

    public ByteRange Range { get; }

    public byte Of(byte left, byte right)
    {
        var product = (left - _leftZero) * (right - _rightZero);
        return _isFixedPoint
            ? Range.At(_multiplier.RoundTwice(product))
            : FloatRounding.ToInteger(product * _scale, Range);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Of(Vector256<int> left, Vector256<int> right) => FloatRounding.ToEven(
        Vector256.ConvertToSingle((left - Vector256.Create(_leftZero)) * (right - Vector256.Create(_rightZero))) * Vector256.Create(_scale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Of(Vector128<int> left, Vector128<int> right) => FloatRounding.ToEven(
        Vector128.ConvertToSingle((left - Vector128.Create(_leftZero)) * (right - Vector128.Create(_rightZero))) * Vector128.Create(_scale));
}
