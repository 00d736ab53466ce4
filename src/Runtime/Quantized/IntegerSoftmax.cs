using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Quantized;

/// <summary>Probabilities of integers: what an engine's SOFTMAX computes.</summary>
internal readonly struct IntegerSoftmax
{
    private readonly bool _isFixedPoint;
    private readonly bool _isQuotient;
    private readonly bool _isSigned;
    private readonly int _zero;
    private readonly float _scale;
    private readonly FixedPointSoftmax _fixed;

    public IntegerSoftmax(Quantization input, Quantization output, float beta, IntegerArithmetic arithmetic)
    {
        (_isSigned, _zero, _scale) = (output.IsSigned, output.Zero, output.Scale);
        (_isFixedPoint, _isQuotient) = (arithmetic == IntegerArithmetic.TfLiteReference, arithmetic == IntegerArithmetic.OnnxRuntime);
        _fixed = new FixedPointSoftmax(input, beta);
    }

    /// <summary><c>exp(−scale · beta · d)</c> for each distance d from the largest integer; ONNX Runtime multiplies in double precision.</summary>
    public static void Fill(Quantization input, float beta, IntegerArithmetic arithmetic, Span<float> table)
    {
        var step = -(input.Scale * beta);
        for (var distance = 0; distance < table.Length; distance++)
        {
            table[distance] = arithmetic == IntegerArithmetic.OnnxRuntime
                ? (float)Math.Exp((double)step * distance)
                : (float)Math.Exp(step * distance);
        }
    }

    /// <param name="numbers">These numbers, and the table after them.</param>
    /// <param name="input">Logits.</param>
    /// <param name="output">As many.</param>
    public static void Apply(ref byte numbers, ReadOnlySpan<byte> input, Span<byte> output)
    {
        ref readonly var softmax = ref Unsafe.As<byte, IntegerSoftmax>(ref numbers);
        if (softmax._isFixedPoint)
        {
            softmax._fixed.Apply(input, output);
            return;
        }

        var table =
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, float>(ref Unsafe.Add(ref numbers, IntegerLayout.NumbersBytes)), IntegerLayout.TableBytes);
        softmax.Apply(table, input, output);
    }

    /// <summary>
    /// One float32 sum in order, then one product for each (<c>optimized_ops.h</c> of TensorFlow Lite), or one quotient rounded to even, of so many
    /// whole steps as 1 has (<c>qlinear_softmax.cc</c> of ONNX Runtime, whose int8 wraps round from 127 to −128 where a probability is 1; here it is
    /// cut off).
    /// </summary>
    private void Apply(ReadOnlySpan<float> table, ReadOnlySpan<byte> input, Span<byte> output)
    {
        byte largest = 0;
        foreach (var value in input)
        {
            largest = Math.Max(largest, value);
        }

        var sum = 0f;
        foreach (var value in input)
        {
            sum += table[largest - value];
        }

        var (steps, factor) = (MathF.Floor(1 / _scale), 1 / (sum * _scale));
        for (var index = 0; index < input.Length; index++)
        {
            var value = table[largest - input[index]];
            var probability = _isQuotient ? value * steps / sum : value * factor;
            var rounded = _isQuotient ? (int)MathF.Round(probability, MidpointRounding.ToEven)
                : _isSigned ? (int)Math.Floor((double)probability + 0.5) : (int)(probability + 0.5f);
            output[index] = (byte)Math.Clamp(rounded + _zero, byte.MinValue, byte.MaxValue);
        }
    }
}
