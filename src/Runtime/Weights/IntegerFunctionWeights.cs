using System.Runtime.InteropServices;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>What a function of integers needs: a table of what becomes of each, or the numbers that it computes with.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="function">The function.</param>
/// <param name="operands">The tensors.</param>
public sealed class IntegerFunctionWeights(
    string name,
    long offset,
    IntegerFunction function,
    IntegerOperands operands) : IntegerWeights(name, offset, operands)
{
    /// <summary>The function's own number: a slope, a limit, what logits are multiplied by, or what a border consists of.</summary>
    public float Alpha { get; init; }

    /// <summary>Elements that a mean or sum has.</summary>
    public int Count { get; init; }

    /// <summary>Of an input or output of the network, whether its integers are signed; null for tensors inside, which may be either.</summary>
    public bool? IsSigned { get; init; }

    /// <summary>True if integers are multiplied by a quotient of scales; functions of real numbers, and what keeps a scale, have none.</summary>
    internal static bool HasFactors(IntegerFunction function) => function is <= IntegerFunction.AveragePool
        or IntegerFunction.Concat or IntegerFunction.Rescale or IntegerFunction.Clip or IntegerFunction.LeakyRelu or IntegerFunction.HardSwish;

    internal override long Size => function switch
    {
        IntegerFunction.Softmax => IntegerLayout.SoftmaxBytes,
        IntegerFunction.Concat => (long)Operands.Inputs.Length * IntegerLayout.TableBytes,
        < IntegerFunction.Rescale => IntegerLayout.NumbersBytes,
        _ => IntegerLayout.TableBytes,
    };

    internal override void Pack(ITensorReader tensors, Span<byte> packed)
    {
        packed.Clear();
        var arithmetic = Operands.Arithmetic;
        if (function == IntegerFunction.Quantize)
        {
            var port = Read(tensors, Operands.Output, IsSigned ?? true);
            CheckSign(port);
            MemoryMarshal.Write(packed, new FloatQuantization(port, arithmetic));
            return;
        }

        var input = Input(tensors);
        if (function == IntegerFunction.Dequantize)
        {
            MemoryMarshal.Write(packed, new FloatQuantization(input, arithmetic));
            return;
        }

        var output = Output(tensors);
        if (HasFactors(function))
        {
            RequireFactors(tensors, output);
        }

        switch (function)
        {
            case IntegerFunction.Sum or IntegerFunction.Difference:
                MemoryMarshal.Write(packed, new RescaledSum(input, Input(tensors, 1), output, function == IntegerFunction.Difference, Operands));
                break;
            case IntegerFunction.Product:
                MemoryMarshal.Write(packed, new RescaledProduct(input, Input(tensors, 1), output, Operands));
                break;
            case IntegerFunction.Mean or IntegerFunction.Total:
                MemoryMarshal.Write(packed, new IntegerMean(input, output, Count, function == IntegerFunction.Mean, Operands));
                break;
            case IntegerFunction.AveragePool:
                MemoryMarshal.Write(packed, new PooledMean(input, output, Operands));
                break;
            case IntegerFunction.Softmax:
                MemoryMarshal.Write(packed, new IntegerSoftmax(input, output, Alpha, arithmetic));
                IntegerSoftmax.Fill(input, Alpha, arithmetic, MemoryMarshal.Cast<byte, float>(packed[IntegerLayout.NumbersBytes..]));
                break;
            case IntegerFunction.Bilinear when arithmetic == IntegerArithmetic.OnnxRuntime:
                MemoryMarshal.Write(packed, new FloatQuantization(output, arithmetic));
                break;
            case IntegerFunction.L2Normalize or IntegerFunction.Bilinear:
                MemoryMarshal.Write(packed, new IntegerPorts(input, output, arithmetic));
                break;
            case IntegerFunction.Pad:
                var border = Math.Clamp((int)Math.Round((double)(Alpha / input.Scale)) + input.ZeroPoint, input.Min, input.Max);
                packed[0] = (byte)(border + input.Offset);
                break;
            case IntegerFunction.Concat:
                for (var index = 0; index < Operands.Inputs.Length; index++)
                {
                    var part = Input(tensors, index);
                    IntegerTable.Fill(
                        packed.Slice(index * IntegerLayout.TableBytes, IntegerLayout.TableBytes),
                        part,
                        output,
                        part.Scale == output.Scale && part.Zero == output.Zero
                            ? value => value + part.Offset - output.Offset
                            : arithmetic == IntegerArithmetic.OnnxRuntime ? IntegerTable.Rescaling(part, output, arithmetic)
                            : IntegerTable.Concatenated(part, output));
                }

                break;
            default:
                IntegerTable.Fill(packed, input, output, Table(input, output));
                break;
        }
    }

    /// <exception cref="WeightException">Scales lie too far apart.</exception>
    private void RequireFactors(ITensorReader tensors, Quantization output)
    {
        if (function == IntegerFunction.Product)
        {
            _ = Factor(Input(tensors).Scale * Input(tensors, 1).Scale / output.Scale, "the product of its inputs' scales over that of its output");
            return;
        }

        for (var index = 0; index < Operands.Inputs.Length; index++)
        {
            _ = Factor(Input(tensors, index).Scale / output.Scale, $"the scale of its input \"{Operands.Inputs[index]}\" over that of its output");
        }
    }

    /// <exception cref="WeightException">The weights are of a network whose port has other integers.</exception>
    private void CheckSign(Quantization port)
    {
        if (IsSigned is { } expected && expected != port.IsSigned)
        {
            throw new WeightException($"\"{Operands.Output}.output_zero_point\" is {(port.IsSigned ? "I8" : "U8")}; {(expected ? "I8" : "U8")} is "
                + $"accepted, since that is what the network takes or gives there.");
        }
    }

    private Func<int, int> Table(Quantization input, Quantization output)
    {
        var arithmetic = Operands.Arithmetic;
        switch (function)
        {
            case IntegerFunction.Rescale:
                return IntegerTable.Rescaling(input, output, arithmetic);
            case IntegerFunction.Clip:
                return IntegerTable.Bounded(input, output, Operands.Low, Operands.High, arithmetic);
            case IntegerFunction.LeakyRelu:
                return IntegerTable.LeakyRelu(input, output, Alpha, arithmetic);
            case IntegerFunction.HardSwish when arithmetic != IntegerArithmetic.OnnxRuntime:
                return HardSwishTable.Of(input, output);
            case var real when arithmetic == IntegerArithmetic.OnnxRuntime:
                return IntegerTable.Quotient(input, output, RealFunctions.Of(real, Alpha));
            default:
                // XNNPACK has tables of its own for two of them.
                var isEven = arithmetic == IntegerArithmetic.TfLite && function is (IntegerFunction.Sigmoid or IntegerFunction.Tanh);
                return IntegerTable.Of(input, output, RealFunctions.Of(function, Alpha), isEven);
        }
    }
}
