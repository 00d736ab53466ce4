namespace MobileNetGen.Generator.Description.Presets;

/// <summary>How timm names the modules of its blocks, in <c>timm/models/_efficientnet_blocks.py</c>.</summary>
internal static class TimmNames
{
    /// <summary>A convolution, and a normalisation that has the activation in it.</summary>
    public static ConvolutionNames Normalised(string kernel, string norm) => new(kernel, norm, norm + ".act");

    /// <summary><c>InvertedResidual</c>.</summary>
    public static BottleneckNames Inverted(string block) => new(
        Normalised(block + ".conv_pw", block + ".bn1"),
        Normalised(block + ".conv_dw", block + ".bn2"),
        Squeeze(block + ".se"),
        Normalised(block + ".conv_pwl", block + ".bn3"),
        block);

    /// <summary><c>DepthwiseSeparableConv</c>: a bottleneck that does not expand.</summary>
    public static BottleneckNames Separable(string block)
    {
        var depthwise = Normalised(block + ".conv_dw", block + ".bn1");
        return new BottleneckNames(depthwise, depthwise, Squeeze(block + ".se"), Normalised(block + ".conv_pw", block + ".bn2"), block);
    }

    private static SqueezeNames Squeeze(string module) =>
        new(module + ".mean", module + ".conv_reduce", module + ".act1", module + ".conv_expand", module + ".gate", module);
}
