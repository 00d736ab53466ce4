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
    public static readonly Property<double> Expansion = Properties.Expansion.Or(6);

    public static readonly Property<Activation> Activation = Properties.Activation.Or(Ops.Activation.Relu6);

    public static readonly LayerKind Layer = new(
        "invertedResidual",
        "MobileNetV2's and V3's block: expansion, depthwise convolution, squeeze-and-excite if it is asked for, linear projection; the input is added "
            + "where it has the output's shape.",
        EquatableArray.Of<Property>(
            Properties.Filters, Expansion, Properties.Expanded, Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.Padding,
            Properties.SqueezeRatio, Properties.SqueezeChannels, Properties.Gate, Properties.Residual,
            Properties.Bias, BlockDefaults.BatchNorm, Properties.Epsilon, Activation, Properties.ScaleWidth),
        Build);

    private static void Build(LayerScope layer)
    {
        var block = layer.WithFallbacks(BlockDefaults.BatchNorm, Activation);
        var input = block.Input;
        var expanded = Residual.Expanded(block, input, Expansion);
        if (expanded != input.Channels)
        {
            block.AddPointwise(block.Name + "_expand", expanded);
        }

        block.AddDepthwise(block.Name + "_dw", block.Window(Properties.Kernel));
        if (block.Find(Properties.SqueezeRatio) is not null || block.Find(Properties.SqueezeChannels) is not null)
        {
            SqueezeExcite.Add(block, block.Name + "_se");
        }

        block.AddPointwise(block.Name + "_project", block.Filters(), isLinear: true);
        Residual.Add(block, input);
    }
}
