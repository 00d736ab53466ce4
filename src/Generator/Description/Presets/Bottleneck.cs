namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// A row of MobileNetV2's and V3's tables: an inverted residual with linear bottleneck, Sandler et al., arXiv:1801.04381, figure 3,
/// and with squeeze-and-excite, Howard et al., arXiv:1905.02244, figure 4.
/// </summary>
/// <param name="Expanded">Channels between the two 1×1 convolutions; as many as come in for a block that does not expand.</param>
/// <param name="Squeezed">Channels of squeeze-and-excite, or 0 for none.</param>
internal sealed record Bottleneck(int Kernel, int Expanded, int Filters, int Stride, int Squeezed, string Activation)
{
    /// <summary>The activation between squeeze and excite.</summary>
    public string SqueezeActivation { get; init; } = "relu";

    /// <summary>False where the input is not added, even if it has the output's shape.</summary>
    public bool HasShortcut { get; init; } = true;

    public void Write(LayerWriter writer, BottleneckNames names)
    {
        var (shortcut, inputs) = (writer.Last, writer.Channels);
        if (Expanded != inputs)
        {
            writer.Convolve(names.Expand, Expanded, 1, 1, Activation);
        }

        writer.ConvolveDepthwise(names.Depthwise, Kernel, Stride, Activation);
        if (Squeezed > 0)
        {
            SqueezeAndExcite(writer, names.Squeeze!);
        }

        writer.Convolve(names.Project, Filters, 1, 1, activation: null);
        if (HasShortcut && Stride == 1 && inputs == Filters)
        {
            writer.Join("add", names.Add, shortcut);
        }
    }

    private void SqueezeAndExcite(LayerWriter writer, SqueezeNames names)
    {
        var map = writer.Last;
        writer.Add("globalAveragePool", names.Pool);
        writer.Pointwise(names.Reduce, Squeezed, names.ReduceActivation, SqueezeActivation);
        writer.Pointwise(names.Expand, Expanded, names.Gate, "hardSigmoid");
        writer.Join("mul", names.Scale, map);
    }
}

/// <summary>What a reference calls the layers of a bottleneck.</summary>
internal sealed record BottleneckNames(ConvolutionNames Expand, ConvolutionNames Depthwise, SqueezeNames? Squeeze, ConvolutionNames Project, string Add);

/// <summary>What a reference calls the layers of squeeze-and-excite.</summary>
internal sealed record SqueezeNames(string Pool, string Reduce, string ReduceActivation, string Expand, string Gate, string Scale);
