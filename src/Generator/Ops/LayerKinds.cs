using MobileNetGen.Generator.Description;

namespace MobileNetGen.Generator.Ops;

/// <summary>The first of the two lists that a new layer kind is entered in; the other is <c>Emit/KernelCatalog</c>.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        Convolution.Layer,
        Depthwise.Layer,
        Convolution.PointwiseLayer,
        Separable.Layer,
        ConvTranspose.Layer,
        InvertedResidual.Layer,
        SqueezeExcite.Layer,
        UniversalBottleneck.Layer,
        FusedBottleneck.Layer,
        BatchNorm.Layer,
        .. Activate.Layers,
        PRelu.Layer,
        .. Unary.Layers,
        MaxPool.Layer,
        AveragePool.Layer,
        GlobalAveragePool.Layer,
        GlobalMaxPool.Layer,
        Upsample.Layer,
        Resize.Layer,
        .. Reduce.Layers,
        Add.Layer,
        Sub.Layer,
        Mul.Layer,
        Div.Layer,
        Maximum.Layer,
        Minimum.Layer,
        Rescale.Layer,
        Concat.Layer,
        ConstantMap.Layer,
        Pad.Layer,
        Slice.Layer,
        Expand.Layer,
        DepthToSpace.Layer,
        SpaceToDepth.Layer,
        Dropout.Layer,
        Flatten.Layer,
        Reshape.Layer,
        Transpose.Layer,
        Dense.Layer,
        Softmax.Layer,
        LogSoftmax.Layer,
        L2Normalize.Layer,
        Quantize.Layer,
        Dequantize.Layer,
    ];

    public static LayerKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
