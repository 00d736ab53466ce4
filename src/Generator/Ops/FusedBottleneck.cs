using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// MobileNetV4's fused inverted bottleneck: one convolution instead of expansion and depthwise convolution, and a linear projection.
/// Qin et al., arXiv:2404.10518, section 4.
/// </summary>
internal static class FusedBottleneck
{
    public static readonly Property<double> Expansion = Properties.Expansion.Or(4);

    public static readonly Property<Activation> Activation = Properties.Activation.Or(Ops.Activation.Relu);

    public static readonly LayerKind Layer = new(
        "fusedInvertedBottleneck",
        "MobileNetV4's block with one convolution instead of expansion and depthwise convolution; the input is added where it has the output's shape.",
        EquatableArray.Of<Property>(
            Properties.Filters, Expansion, Properties.Expanded, Properties.Kernel, Properties.Stride, Properties.Padding,
            Properties.Residual, Properties.Bias, BlockDefaults.BatchNorm, Properties.Epsilon, Activation, Properties.ScaleWidth),
        Build);

    private static void Build(LayerScope layer)
    {
        var block = layer.WithFallbacks(BlockDefaults.BatchNorm, Activation);
        var input = block.Input;
        block.AddConvolution(block.Name + "_expand", block.Window(Properties.Kernel), Residual.Expanded(block, input, Expansion));
        block.AddPointwise(block.Name + "_project", block.Filters(), isLinear: true);
        Residual.Add(block, input);
    }
}
