using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// Writes a preset layer by layer, each under the reference's own name, so that its weights are found and every tensor can be an output.
/// Every layer says all that it is, and takes nothing from a description's defaults.
/// </summary>
/// <param name="padding">The reference's padding of convolutions.</param>
/// <param name="epsilon">The reference's epsilon of batch normalisation.</param>
internal sealed class LayerWriter(string padding, double epsilon)
{
    private readonly List<Node> _layers = [];

    public ArrayNode Layers => Array([.. _layers]);

    /// <summary>The layer that was written last.</summary>
    public string Last { get; private set; } = "input";

    /// <summary>Channels of what it makes.</summary>
    public int Channels { get; private set; } = 3;

    public void Add(string kind, string name, params (string Key, Node Value)[] properties)
    {
        _layers.Add(Layer(kind, name, properties));
        Last = name;
    }

    /// <summary>A convolution, its batch normalisation and its activation, if it has one.</summary>
    public void Convolve(ConvolutionNames names, int filters, int kernel, int stride, string? activation)
    {
        Convolve(names.Kernel, filters, kernel, stride, bias: false);
        NormaliseAndActivate(names, activation);
    }

    /// <summary>The same with a filter for each channel; <paramref name="margins"/> instead of the reference's usual padding.</summary>
    public void ConvolveDepthwise(ConvolutionNames names, int kernel, int stride, string? activation, Node? margins = null)
    {
        Add("depthwise", names.Kernel, [("kernel", Number(kernel)), ("stride", Number(stride)), ("padding", margins ?? Text(padding)), .. Alone(bias: false)]);
        NormaliseAndActivate(names, activation);
    }

    /// <summary>A 1×1 convolution with no batch normalisation.</summary>
    public void Pointwise(string name, int filters, string? activationName = null, string? activation = null, bool bias = true)
    {
        Convolve(name, filters, 1, 1, bias);
        Activate(activationName, activation);
    }

    public void Dense(string name, int units)
    {
        Add("dense", name, ("units", Number(units)), ("bias", Flag(true)), ("activation", Text("none")));
        Channels = units;
    }

    public void Activate(string? name, string? function)
    {
        if (function is not null)
        {
            Add(function, name!);
        }
    }

    /// <summary>Joins what was written last with an earlier layer.</summary>
    public void Join(string kind, string name, string earlier) => Add(kind, name, ("inputs", Array(Text(earlier), Text(Last))), ("activation", Text("none")));

    private void Convolve(string name, int filters, int kernel, int stride, bool bias)
    {
        (string, Node)[] window = kernel == 1 && stride == 1
            ? []
            : [("kernel", Number(kernel)), ("stride", Number(stride)), ("padding", Text(padding))];
        Add(window.Length == 0 ? "pointwise" : "conv", name, [("filters", Number(filters)), .. window, .. Alone(bias), ("scaleWidth", Flag(false))]);
        Channels = filters;
    }

    private void NormaliseAndActivate(ConvolutionNames names, string? activation)
    {
        Add("batchNorm", names.Norm, ("epsilon", Number(epsilon)));
        Activate(names.Activation, activation);
    }

    private static IEnumerable<(string, Node)> Alone(bool bias) =>
        [("bias", Flag(bias)), ("batchNorm", Flag(false)), ("activation", Text("none"))];
}

/// <summary>What a reference calls a convolution, its batch normalisation and its activation.</summary>
internal sealed record ConvolutionNames(string Kernel, string Norm, string Activation);
