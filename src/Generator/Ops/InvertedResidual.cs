using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// MobileNetV2's and V3's block: expansion, depthwise convolution, perhaps squeeze-and-excite, linear projection, and the input added
/// where it fits. Sandler et al., arXiv:1801.04381, section 3.4; Howard et al., arXiv:1905.02244, figure 4.
/// </summary>
internal static class InvertedResidual
{
    private const double CommonExpansion = 6;

    public static readonly LayerKind Layer = new(
        "invertedResidual",
        "MobileNetV2's and V3's block: expansion, depthwise convolution, squeeze-and-excite if it is asked for, linear projection; the input is added where it has the output's shape.",
        EquatableArray.Of<Property>(
            Properties.Filters, Properties.Expansion, Properties.Expanded, Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.Padding,
            Properties.SqueezeRatio, Properties.SqueezeChannels, Properties.Gate, Properties.Residual,
            Properties.Bias, Properties.BatchNorm, Properties.Epsilon, Properties.Activation, Properties.ScaleWidth),
        Build);

    private static void Build(LayerScope layer)
    {
        var block = layer.WithFallbacks(batchNorm: true, Activation.Relu6);
        var input = block.Input;
        var expanded = Residual.Expanded(block, input, CommonExpansion);
        if (expanded != input.Channels)
        {
            block.AddPointwise(block.Name + "_expand", expanded);
        }

        block.AddDepthwise(block.Name + "_dw", block.Window(new Extent(3, 3)));
        if (block.Find(Properties.SqueezeRatio) is not null || block.Find(Properties.SqueezeChannels) is not null)
        {
            SqueezeExcite.Add(block, block.Name + "_se");
        }

        block.AddPointwise(block.Name + "_project", block.Filters(), isLinear: true);
        Residual.Add(block, input);
    }
}
