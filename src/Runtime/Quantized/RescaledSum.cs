using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>A sum or difference of two tensors of integers, in the scale of a third: what an engine's ADD and SUB compute.</summary>
internal readonly struct RescaledSum
{
    private const int FractionBits = 20;
    private readonly Form _form;
    private readonly int _left;
    private readonly int _right;
    private readonly int _addend;
    private readonly int _shift;
    private readonly int _zero;
    private readonly int _min;
    private readonly int _max;
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
        var (min, max) = output.Range(operands.Low, operands.High, operands.Arithmetic);
        (_min, _max, _zero) = (min + output.Offset, max + output.Offset, output.Zero);
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

    /// <summary>The sum of elements at the same places.</summary>
    public void Apply(ref byte left, int leftStep, ref byte right, int rightStep, ref byte output, int count)
    {
        var index = 0;
        if (_form == Form.Shifted && Vector256.IsHardwareAccelerated)
        {
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                var (first, second) = (Sum256(ref left, index, leftStep, ref right, rightStep), Sum256(ref left, index + 8, leftStep, ref right, rightStep));
                var third = Sum256(ref left, index + 16, leftStep, ref right, rightStep);
                var last = Sum256(ref left, index + 24, leftStep, ref right, rightStep);
                var bytes = BytePacking.Pack(first, second, third, last, _zero);
                Vector256.Min(Vector256.Max(bytes, Vector256.Create((byte)_min)), Vector256.Create((byte)_max)).StoreUnsafe(ref output, (nuint)index);
            }
        }

        if (_form == Form.Shifted && Vector128.IsHardwareAccelerated)
        {
            for (; index <= count - Vector64<byte>.Count; index += Vector64<byte>.Count)
            {
                var (first, last) = (Sum128(ref left, index, leftStep, ref right, rightStep), Sum128(ref left, index + 4, leftStep, ref right, rightStep));
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
        var sum = _form switch
        {
            Form.Shifted => (((left * _left) + (right * _right) + _addend) >> _shift) + _zero,
            Form.Fused => Fused(left - _leftOffset, right - _rightOffset) + _outputOffset,
            _ => _outputMultiplier.RoundTwice(Rescaled(left - _leftZero, _leftMultiplier) + (_sign * Rescaled(right - _rightZero, _rightMultiplier))) + _zero,
        };
        return (byte)Math.Clamp(sum, _min, _max);
    }

    private Vector256<int> Sum256(ref byte left, int index, int leftStep, ref byte right, int rightStep) => Vector256.ShiftRightArithmetic(
        (ByteLanes.Load256(ref left, index, leftStep) * Vector256.Create(_left))
            + (ByteLanes.Load256(ref right, index, rightStep) * Vector256.Create(_right))
            + Vector256.Create(_addend),
        _shift);

    private Vector128<int> Sum128(ref byte left, int index, int leftStep, ref byte right, int rightStep) => Vector128.ShiftRightArithmetic(
        (ByteLanes.Load128(ref left, index, leftStep) * Vector128.Create(_left))
            + (ByteLanes.Load128(ref right, index, rightStep) * Vector128.Create(_right))
            + Vector128.Create(_addend),
        _shift);

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
