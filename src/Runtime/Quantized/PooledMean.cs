using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>The mean of integers under a window, in their own scale: what an engine's AVERAGE_POOL_2D computes.</summary>
internal readonly struct PooledMean
{
    private readonly bool _isFloat;
    private readonly int _offset;
    private readonly int _inputZero;
    private readonly ByteRange _range;
    private readonly float _ratio;

    public PooledMean(Quantization input, Quantization output, IntegerOperands operands)
    {
        _range = output.Bytes(operands.Low, operands.High, IntegerArithmetic.TfLiteReference);
        (_offset, _inputZero, _ratio) = (input.Offset, input.Zero, input.Scale / output.Scale);
        _isFloat = operands.Arithmetic == IntegerArithmetic.OnnxRuntime;
    }

    /// <summary>
    /// TensorFlow Lite's is the quotient of their own integers, halves away from zero; ONNX Runtime's is rounded to even in the output's
    /// scale.
    /// </summary>
    /// <param name="sum">Of the elements as kernels have them, from 0 to 255.</param>
    /// <param name="count">How many there are.</param>
    public byte Of(int sum, int count)
    {
        if (_isFloat)
        {
            return FloatRounding.ToInteger((sum - (count * _inputZero)) * (_ratio / count), _range);
        }

        var own = sum - (count * _offset);
        var mean = own > 0 ? (own + (count / 2)) / count : (own - (count / 2)) / count;
        return _range.Bounded(mean + _offset);
    }
}
