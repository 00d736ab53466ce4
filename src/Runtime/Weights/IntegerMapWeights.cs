using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>Integers that are a map of the network.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors; the layer's own scale and zero point are what the integers stand for.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="channels">Channels.</param>
public sealed class IntegerConstantWeights(
    string name,
    long offset,
    IntegerOperands operands,
    int height,
    int width,
    int channels) : IntegerWeights(name, offset, operands)
{
    internal override IEnumerable<TensorSlot> Slots => [.. base.Slots, Value];

    internal override long Size => (long)height * width * channels;

    private TensorSlot Value => new(Name, TensorRole.Constant, [height, width, channels]) { IsInteger = true, IsSigned = true };

    internal override void Pack(ITensorReader tensors, Span<byte> packed)
    {
        var value = tensors.Integers(Value);
        for (var index = 0; index < value.Values.Length; index++)
        {
            packed[index] = (byte)(value.Values[index] + (value.IsSigned ? 128 : 0));
        }
    }
}

/// <summary>The slopes of a parametric ReLU of integers: for each channel a table of what becomes of each integer.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="channels">Slopes.</param>
public sealed class IntegerSlopeWeights(string name, long offset, IntegerOperands operands, int channels) : IntegerWeights(name, offset, operands)
{
    internal override IEnumerable<TensorSlot> Slots => [.. base.Slots, Slope, Scale, ZeroPoint];

    internal override long Size => (long)channels * IntegerLayout.TableBytes;

    private TensorSlot Slope => new(Name, TensorRole.Slope, [channels]) { IsInteger = true, IsSigned = true };

    private TensorSlot Scale => new(Name, TensorRole.WeightScale, [1]);

    private TensorSlot ZeroPoint => new(Name, TensorRole.WeightZeroPoint, [1]) { IsInteger = true, IsOptional = true };

    /// <summary>Two products of 31 bits (<c>reference/prelu.h</c> of TensorFlow Lite).</summary>
    internal override void Pack(ITensorReader tensors, Span<byte> packed)
    {
        var (input, output, scale) = (Input(tensors), Output(tensors), Positive(tensors.Read(Scale), Scale)[0]);
        var (slopes, zero) = (tensors.Integers(Slope).Values, tensors.Has(ZeroPoint) ? tensors.Integers(ZeroPoint).Values[0] : 0);
        _ = Factor(input.Scale / output.Scale, "the scale of its input over that of its output");
        _ = Factor(input.Scale * scale / output.Scale, "the scale of its input times that of its slopes, over that of its output,");
        var positive = FixedPointMultiplier.Of((double)input.Scale / output.Scale);
        var negative = FixedPointMultiplier.Of((double)input.Scale * scale / output.Scale);
        for (var channel = 0; channel < channels; channel++)
        {
            var slope = slopes[channel] - zero;
            IntegerTable.Fill(packed.Slice(channel * IntegerLayout.TableBytes, IntegerLayout.TableBytes), input, output, value =>
                (value >= input.ZeroPoint ? positive.RoundTwice(value - input.ZeroPoint) : negative.RoundTwice((value - input.ZeroPoint) * slope))
                    + output.ZeroPoint);
        }
    }
}
