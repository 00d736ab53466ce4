using System.Collections.Immutable;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>What an operation on integers needs: numbers that follow from the scales and zero points of what it reads and makes.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
public abstract class IntegerWeights(string name, long offset, IntegerOperands operands) : WeightLayer(name, offset)
{
    /// <summary>The tensors.</summary>
    private protected IntegerOperands Operands { get; } = operands;

    internal override IEnumerable<TensorSlot> Slots =>
        Operands.Inputs.Append(Operands.Output).Distinct().SelectMany(tensor => new[] { ScaleOf(tensor), ZeroPointOf(tensor) });

    /// <summary>What the integers of a tensor stand for.</summary>
    /// <param name="tensors">The network's tensors.</param>
    /// <param name="tensor">The layer that makes it, or the network's input.</param>
    /// <param name="isSigned">Whether integers that are made up have a sign.</param>
    /// <exception cref="WeightException">The scale is no positive number.</exception>
    private protected static Quantization Read(ITensorReader tensors, string tensor, bool isSigned = true)
    {
        var zero = tensors.Integers(ZeroPointOf(tensor) with { IsSigned = isSigned });
        return new Quantization(Positive(tensors.Read(ScaleOf(tensor)), ScaleOf(tensor))[0], zero.Values[0], zero.IsSigned);
    }

    private protected Quantization Input(ITensorReader tensors, int index = 0) => Read(tensors, Operands.Inputs[index]);

    private protected Quantization Output(ITensorReader tensors) => Read(tensors, Operands.Output);

    /// <exception cref="WeightException">A number is not positive, or so small or large that a product with it is none.</exception>
    private protected static float[] Positive(float[] scales, TensorSlot slot)
    {
        var wrong = Array.FindIndex(scales, scale => !ScaleLimits.IsScale(scale));
        return wrong < 0
            ? scales
            : throw new WeightException($"\"{slot.Base}\" has the scale {ScaleLimits.Shown(scales[wrong])} at place {wrong} of its "
                + $"{(slot.Role == TensorRole.WeightScale ? "weights" : "output")}; {ScaleLimits.Scales}.");
    }

    /// <summary>A factor between scales, which products with integers of 32 bits have to stand.</summary>
    /// <exception cref="WeightException">The scales lie so far apart that it is 0, or too large.</exception>
    private protected float Factor(float factor, string shown) => ScaleLimits.IsFactor(factor)
        ? factor
        : throw new WeightException($"\"{Name}\": {shown} is {ScaleLimits.Shown(factor)}; {ScaleLimits.Factors}.");

    private static TensorSlot ScaleOf(string tensor) => new(tensor, TensorRole.OutputScale, [1]);

    private static TensorSlot ZeroPointOf(string tensor) => new(tensor, TensorRole.OutputZeroPoint, [1]) { IsInteger = true, IsSigned = true };
}
