using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// MobileNetV1's block: a depthwise and a pointwise convolution, each with batch normalisation and activation.
/// Howard et al., "MobileNets", arXiv:1704.04861, figure 3.
/// </summary>
internal static class Separable
{
    public static readonly Property<Activation> Activation = Properties.Activation.Or(Ops.Activation.Relu);

    public static readonly LayerKind Layer = new(
        "separable",
        "MobileNetV1's block: a depthwise and a pointwise convolution, each with batch normalisation and activation.",
        EquatableArray.Of<Property>(
            Properties.Filters, Properties.Kernel, Properties.Stride, Properties.Dilation, Properties.Padding,
            Properties.Bias, BlockDefaults.BatchNorm, Properties.Epsilon, Activation, Properties.ScaleWidth),
        static layer =>
        {
            var block = layer.WithFallbacks(BlockDefaults.BatchNorm, Activation);
            block.AddDepthwise(layer.Name + "_dw", layer.Window(Properties.Kernel));
            block.AddPointwise(layer.Name + "_pw", layer.Filters());
        });
}
