using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// Writes a preset layer by layer, each under the reference's own name, so that its weights are found and every tensor can be an output.
/// Every layer says all that it is, and takes nothing from a description's defaults.
/// </summary>
/// <param name="padding">The reference's padding of convolutions.</param>
/// <param name="epsilon">The reference's epsilon of batch normalisation.</param>
internal sealed class LayerWriter(Padding padding, double epsilon)
{
    private readonly List<Node> _layers = [];

    public ArrayNode Layers => Array([.. _layers]);

    /// <summary>The layer that was written last.</summary>
    public string Last { get; private set; } = "input";

    /// <summary>Channels of what it makes.</summary>
    public int Channels { get; private set; } = 3;

    public void Add(string kind, string name, params Member[] keys)
    {
        _layers.Add(Layer(kind, name, keys));
        Last = name;
    }

    /// <summary>A convolution, its batch normalisation and its activation, if it has one.</summary>
    public void Convolve(ConvolutionNames names, int filters, int kernel, int stride, string? activation)
    {
        Convolve(names.Kernel, filters, kernel, stride, bias: false);
        NormaliseAndActivate(names, activation);
    }

    /// <summary>The same with a filter for each channel; <paramref name="margins"/> instead of the reference's usual padding.</summary>
    public void ConvolveDepthwise(ConvolutionNames names, int kernel, int stride, string? activation, Padding? margins = null)
    {
        Add(Depthwise.Layer.Name, names.Kernel, [.. Window(kernel, stride, margins ?? padding), .. Alone(bias: false)]);
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
        Add(Ops.Dense.Layer.Name, name, Properties.Units.Of(units), Properties.Bias.Of(true), Properties.Activation.Of(Activation.None));
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
    public void Join(string kind, string name, string earlier) => Add(
        kind,
        name,
        new Member(Properties.Inputs.Name, Array(Text(earlier), Text(Last))),
        Properties.Activation.Of(Activation.None));

    private void Convolve(string name, int filters, int kernel, int stride, bool bias)
    {
        Member[] window = kernel == 1 && stride == 1 ? [] : Window(kernel, stride, padding);
        var kind = window.Length == 0 ? Convolution.PointwiseLayer : Convolution.Layer;
        Add(kind.Name, name, [Properties.Filters.Of(filters), .. window, .. Alone(bias), Properties.ScaleWidth.Of(false)]);
        Channels = filters;
    }

    private void NormaliseAndActivate(ConvolutionNames names, string? activation)
    {
        Add(BatchNorm.Layer.Name, names.Norm, Properties.Epsilon.Of(epsilon));
        Activate(names.Activation, activation);
    }

    private static Member[] Window(int kernel, int stride, Padding padding) =>
        [Properties.Kernel.Of(new Extent(kernel, kernel)), Properties.Stride.Of(new Extent(stride, stride)), Properties.Padding.Of(new PaddingValue(padding))];

    private static Member[] Alone(bool bias) =>
        [Properties.Bias.Of(bias), Properties.BatchNorm.Of(false), Properties.Activation.Of(Activation.None)];
}

/// <summary>What a reference calls a convolution, its batch normalisation and its activation.</summary>
internal sealed record ConvolutionNames(string Kernel, string Norm, string Activation);
