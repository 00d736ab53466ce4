using System.Numerics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>The mean of integers, or their sum, in another scale: what an engine's MEAN, SUM and global pooling compute.</summary>
internal readonly struct IntegerMean
{
    private readonly IntegerArithmetic _arithmetic;
    private readonly int _count;
    private readonly int _inputOffset;
    private readonly int _outputOffset;
    private readonly int _inputZero;
    private readonly ByteRange _range;
    private readonly float _scale;
    private readonly float _constant;
    private readonly FixedPointMultiplier _multiplier;

    /// <param name="input">Of the elements.</param>
    /// <param name="output">Of the result.</param>
    /// <param name="count">How many elements there are.</param>
    /// <param name="isMean">False for their sum.</param>
    /// <param name="operands">Whose rounding is followed.</param>
    public IntegerMean(Quantization input, Quantization output, int count, bool isMean, IntegerOperands operands)
    {
        _arithmetic = operands.Arithmetic;
        _range = output.Bytes(operands.Low, operands.High, operands.Arithmetic);
        (_count, _inputOffset, _outputOffset, _inputZero) = (count, input.Offset, output.Offset, input.Zero);
        var ratio = input.Scale / output.Scale;
        var share = 1f / count;
        _scale = _arithmetic == IntegerArithmetic.OnnxRuntime ? input.Scale / (output.Scale * (isMean ? count : 1)) : isMean ? ratio * share : ratio;
        var shifted = (float)(count * input.ZeroPoint) * _scale;
        _constant = output.ZeroPoint - shifted;

        // As reduce.h of TensorFlow Lite: the multiplier is divided by the count in integers.
        var whole = FixedPointMultiplier.Of((double)input.Scale / output.Scale);
        var bits = Math.Min(Math.Min(BitOperations.Log2((uint)count), 32), 31 + whole.Shift);
        _multiplier = isMean ? new FixedPointMultiplier((int)(((long)whole.Multiplier << bits) / count), whole.Shift - bits) : whole;
    }

    /// <param name="sum">Of the elements as kernels have them, from 0 to 255.</param>
    public byte Of(int sum)
    {
        switch (_arithmetic)
        {
            case IntegerArithmetic.TfLiteReference:
                return _range.At(_multiplier.RoundTwice(sum - (_count * _inputZero)));
            case IntegerArithmetic.OnnxRuntime:
                return FloatRounding.ToInteger((sum - (_count * _inputZero)) * _scale, _range);
            default:
                var scaled = (sum - (_count * _inputOffset)) * _scale;
                return _range.Bounded((int)MathF.Round(scaled + _constant, MidpointRounding.ToEven) + _outputOffset);
        }
    }
}
