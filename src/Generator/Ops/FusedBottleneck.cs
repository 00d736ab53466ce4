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
    private const double CommonExpansion = 4;

    public static readonly LayerKind Layer = new(
        "fusedInvertedBottleneck",
        "MobileNetV4's block with one convolution instead of expansion and depthwise convolution; the input is added where it has the output's shape.",
        EquatableArray.Of<Property>(
            Properties.Filters, Properties.Expansion, Properties.Expanded, Properties.Kernel, Properties.Stride, Properties.Padding,
            Properties.Residual, Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation, Properties.ScaleWidth),
        Build);

    private static void Build(LayerScope layer)
    {
        var block = layer.WithFallbacks(batchNorm: true, Activation.Relu);
        var input = block.Input;
        block.AddConvolution(block.Name + "_expand", block.Window(new Extent(3, 3)), Residual.Expanded(block, input, CommonExpansion));
        block.AddPointwise(block.Name + "_project", block.Filters(), isLinear: true);
        Residual.Add(block, input);
    }
}
