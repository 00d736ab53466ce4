using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// MobileNetV4's universal inverted bottleneck: a depthwise convolution before the expansion, one after it, both, or none;
/// the last of them has the stride. Qin et al., arXiv:2404.10518, section 4.
/// </summary>
internal static class UniversalBottleneck
{
    public static readonly Property<double> Expansion = Properties.Expansion.Or(4);

    public static readonly Property<Activation> Activation = Properties.Activation.Or(Ops.Activation.Relu);

    public static readonly LayerKind Layer = new(
        "universalInvertedBottleneck",
        "MobileNetV4's block in its four forms: with a depthwise convolution before the expansion (startKernel), after it (middleKernel), both, or none; "
            + "the input is added where it has the output's shape.",
        EquatableArray.Of<Property>(
            Properties.Filters, Expansion, Properties.Expanded, Properties.StartKernel, Properties.MiddleKernel, Properties.Stride, Properties.Padding,
            Properties.Residual, Properties.Bias, BlockDefaults.BatchNorm, Properties.Epsilon, Activation, Properties.ScaleWidth),
        Build);

    private static void Build(LayerScope layer)
    {
        var block = layer.WithFallbacks(BlockDefaults.BatchNorm, Activation);
        var (start, middle) = (block.Get(Properties.StartKernel), block.Get(Properties.MiddleKernel));
        if (start == 0 && middle == 0 && block.Stride != Extent.One)
        {
            block.Report(Properties.Stride, $"\"stride\" is {block.Stride.DisplayShort}, but the block has no depthwise convolution that could have "
                + $"it; give \"startKernel\" or \"middleKernel\", or a stride of 1.");
        }

        var input = block.Input;
        var expanded = Residual.Expanded(block, input, Expansion);
        if (start > 0)
        {
            block.AddDepthwise(block.Name + "_dw_start", block.WindowOf(new Extent(start, start), middle > 0 ? Extent.One : block.Stride), isLinear: true);
        }

        block.AddPointwise(block.Name + "_expand", expanded);
        if (middle > 0)
        {
            block.AddDepthwise(block.Name + "_dw_mid", block.WindowOf(new Extent(middle, middle), block.Stride));
        }

        block.AddPointwise(block.Name + "_project", block.Filters(), isLinear: true);
        Residual.Add(block, input);
    }
}
