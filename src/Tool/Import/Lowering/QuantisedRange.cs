using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Operations;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>The activation that a quantised tensor's range stands for: exporters leave out a ReLU that the integers cannot exceed anyway.</summary>
internal static class QuantisedRange
{
    private const double Tolerance = 0.05;

    /// <summary>
    /// A tensor cut off at 0, and at 6, where its integers end there; after a multiplication or addition of numbers at 1, which is how
    /// hard-sigmoid is left over. Other ends are where numbers were never seen, not a function.
    /// </summary>
    public static Symbol Clamp(GraphSketch sketch, string name, Symbol tensor, Constant scale, Constant? zero, (int Least, int Most) range)
    {
        var offset = zero is { Values: [var point, ..] } ? point : 0;
        if (scale.Values is not [var step] || offset != range.Least || sketch.Nodes[tensor.Node].Operation is not (Convolution or Depthwise or GroupedConvolution or Dense or Add or Affine))
        {
            return tensor;
        }

        var high = (range.Most - offset) * step;
        return sketch.Nodes[tensor.Node].Operation is Affine && high <= 1 + Tolerance
            ? (Symbol)Elementwise.Clip(sketch, name, tensor, 0, 1)
            : (Symbol)Elementwise.Activate(sketch, name, tensor, high <= 6 + Tolerance ? Activation.Relu6 : Activation.Relu);
    }
}
