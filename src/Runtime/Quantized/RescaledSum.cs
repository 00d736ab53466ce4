using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>A sum or difference of two tensors of integers, in the scale of a third: what an engine's ADD and SUB compute.</summary>
internal readonly struct RescaledSum : IElementPair
{
    private const int FractionBits = 20;

    /// <summary>From here on a sum stays below every byte, and fits an integer whatever is added.</summary>
    private const float FarBelow = -(1 << 24);

    private readonly Form _form;
    private readonly int _left;
    private readonly int _right;
    private readonly int _addend;
    private readonly int _shift;
    private readonly int _leftZero;
    private readonly int _rightZero;
    private readonly int _leftOffset;
    private readonly int _rightOffset;
    private readonly int _outputOffset;
    private readonly int _sign;
    private readonly FixedPointMultiplier _leftMultiplier;
    private readonly FixedPointMultiplier _rightMultiplier;
    private readonly FixedPointMultiplier _outputMultiplier;
    private readonly float _leftScale;
    private readonly float _rightScale;
    private readonly float _constant;

    public RescaledSum(Quantization left, Quantization right, Quantization output, bool subtracts, IntegerOperands operands)
    {
        Range = output.Bytes(operands.Low, operands.High, operands.Arithmetic);
        (_leftOffset, _rightOffset, _outputOffset) = (left.Offset, right.Offset, output.Offset);
        (_leftZero, _rightZero, _sign) = (left.Zero, right.Zero, subtracts ? -1 : 1);
        var (ratioLeft, ratioRight) = (left.Scale / output.Scale, right.Scale / output.Scale);
        var (smallest, largest) = (Math.Min(ratioLeft, ratioRight), Math.Max(ratioLeft, ratioRight));

        // XNNPACK leaves other ratios to TensorFlow Lite's own kernel.
        var isShifted = operands.Arithmetic == IntegerArithmetic.TfLite && smallest >= 1f / 1024 && largest < 256;
        _form = isShifted ? Form.Shifted
            : operands.Arithmetic == IntegerArithmetic.OnnxRuntime ? Form.Fused
            : output.IsSigned || operands.Arithmetic == IntegerArithmetic.TfLiteReference ? Form.FixedPoint
            : Form.FixedPointFloor;
        _shift = isShifted ? FractionBits - (int)MathF.ILogB(largest) : 0;
        _left = isShifted ? (int)Math.Round(Math.ScaleB(ratioLeft, _shift), MidpointRounding.ToEven) : 0;
        _right = isShifted ? _sign * (int)Math.Round(Math.ScaleB(ratioRight, _shift), MidpointRounding.ToEven) : 0;
        _addend = isShifted ? unchecked((1 << (_shift - 1)) - (_left * left.Zero) - (_right * right.Zero)) : 0;

        var twice = 2.0 * Math.Max(left.Scale, right.Scale);
        _leftMultiplier = FixedPointMultiplier.Of(left.Scale / twice);
        _rightMultiplier = FixedPointMultiplier.Of(right.Scale / twice);
        _outputMultiplier = FixedPointMultiplier.Of(twice / ((double)(1 << FractionBits) * output.Scale));
        (_leftScale, _rightScale) = (ratioLeft, _sign * ratioRight);
        _constant = output.ZeroPoint - MathF.FusedMultiplyAdd(ratioLeft, left.ZeroPoint, _rightScale * right.ZeroPoint);
    }

    private enum Form
    {
        /// <summary>XNNPACK's: multipliers of 21 bits, one shift, ties upwards (<c>qs8-vadd</c>).</summary>
        Shifted,

        /// <summary>TensorFlow Lite's: three products of 31 bits, rounded twice each (<c>kernels/add.cc</c>).</summary>
        FixedPoint,

        /// <summary>The same where the optimised kernel of unsigned integers does not round the inputs' shifts.</summary>
        FixedPointFloor,

        /// <summary>ONNX Runtime's: floats and fused multiply-adds (<c>qladd_avx2.cpp</c>).</summary>
        Fused,
    }

    public bool HasVectors => _form == Form.Shifted || (_form == Form.Fused && SimdSupport.IsExact);

    public ByteRange Range { get; }

    public byte Of(byte left, byte right)
    {
        var sum = _form switch
        {
            Form.Shifted => (((left * _left) + (right * _right) + _addend) >> _shift) + Range.Zero,
            Form.Fused => Fused(left - _leftOffset, right - _rightOffset) + _outputOffset,
            _ => Range.Zero
                + _outputMultiplier.RoundTwice(Rescaled(left - _leftZero, _leftMultiplier) + (_sign * Rescaled(right - _rightZero, _rightMultiplier))),
        };
        return Range.Bounded(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Of(Vector256<int> left, Vector256<int> right)
    {
        if (_form != Form.Fused)
        {
            var products = (left * Vector256.Create(_left)) + (right * Vector256.Create(_right));
            return Vector256.ShiftRightArithmetic(products + Vector256.Create(_addend), _shift);
        }

        var (first, second) =
            (Vector256.ConvertToSingle(left - Vector256.Create(_leftOffset)), Vector256.ConvertToSingle(right - Vector256.Create(_rightOffset)));
        var sum = Vector256.FusedMultiplyAdd(
            first, Vector256.Create(_leftScale), Vector256.FusedMultiplyAdd(second, Vector256.Create(_rightScale), Vector256.Create(_constant)));
        return FloatRounding.ToEven(Vector256.Max(sum, Vector256.Create(FarBelow))) + Vector256.Create(_outputOffset - Range.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Of(Vector128<int> left, Vector128<int> right)
    {
        if (_form != Form.Fused)
        {
            var products = (left * Vector128.Create(_left)) + (right * Vector128.Create(_right));
            return Vector128.ShiftRightArithmetic(products + Vector128.Create(_addend), _shift);
        }

        var (first, second) =
            (Vector128.ConvertToSingle(left - Vector128.Create(_leftOffset)), Vector128.ConvertToSingle(right - Vector128.Create(_rightOffset)));
        var sum = Vector128.FusedMultiplyAdd(
            first, Vector128.Create(_leftScale), Vector128.FusedMultiplyAdd(second, Vector128.Create(_rightScale), Vector128.Create(_constant)));
        return FloatRounding.ToEven(Vector128.Max(sum, Vector128.Create(FarBelow))) + Vector128.Create(_outputOffset - Range.Zero);
    }

    private int Fused(int left, int right) =>
        (int)MathF.Round(MathF.FusedMultiplyAdd(left, _leftScale, MathF.FusedMultiplyAdd(right, _rightScale, _constant)), MidpointRounding.ToEven);

    private int Rescaled(int value, FixedPointMultiplier multiplier)
    {
        var shifted = value << FractionBits;
        return _form == Form.FixedPoint
            ? multiplier.RoundTwice(shifted)
            : FixedPointMultiplier.HighProduct(shifted << Math.Max(multiplier.Shift, 0), multiplier.Multiplier) >> Math.Max(-multiplier.Shift, 0);
    }
}
