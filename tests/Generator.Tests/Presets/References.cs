namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>How the references pad, each in its own words.</summary>
internal static class References
{
    /// <summary>
    /// <c>padding = (kernel_size - 1) // 2</c>: torchvision's <c>ops/misc.py</c>, <c>ConvNormActivation</c>; timm's
    /// <c>layers/padding.py</c>, <c>get_padding</c>.
    /// </summary>
    public static (int Before, int After) Torch(bool isDepthwise, int kernel, int stride, int side) => ((kernel - 1) / 2, (kernel - 1) / 2);

    /// <summary>
    /// Stride 1 pads <c>same</c>. Stride 2 is <c>ZeroPadding2D(correct_pad(x, kernel))</c> and <c>valid</c>: one pixel less before an even side
    /// (keras/src/applications/imagenet_utils.py, <c>correct_pad</c>). The first convolution is <c>same</c>, which comes to the same.
    /// </summary>
    public static (int Before, int After) Keras(bool isDepthwise, int kernel, int stride, int side) =>
        stride == 1 ? (kernel / 2, kernel / 2) : ((kernel / 2) - (1 - (side % 2)), kernel / 2);

    /// <summary>
    /// <c>ZeroPadding2D(((0, 1), (0, 1)))</c> and <c>valid</c> before depthwise layers of stride 2, even or odd:
    /// keras/src/applications/mobilenet.py, <c>_depthwise_conv_block</c>. The first convolution is <c>same</c>.
    /// </summary>
    public static (int Before, int After) KerasV1(bool isDepthwise, int kernel, int stride, int side) =>
        isDepthwise && stride == 2 ? (0, 1) : Keras(isDepthwise, kernel, stride, side);

    /// <summary>transformers/models/mobilenet_v1/modeling_mobilenet_v1.py, <c>apply_tf_padding</c>.</summary>
    public static (int Before, int After) Transformers(bool isDepthwise, int kernel, int stride, int side)
    {
        var along = Math.Max(kernel - (side % stride == 0 ? stride : side % stride), 0);
        return (along / 2, along - (along / 2));
    }
}

/// <summary>Margins of a window before and after a side.</summary>
internal delegate (int Before, int After) Padding(bool isDepthwise, int kernel, int stride, int side);
