using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// Every channel scaled by what two small layers make of all channels' means: Hu et al., arXiv:1709.01507,
/// with MobileNetV3's rounding to multiples of 8 and its gate, arXiv:1905.02244, section 5.3.
/// </summary>
internal static class SqueezeExcite
{
    private static readonly Property<double> s_ratio = Properties.SqueezeRatio.Or(0.25);

    public static readonly LayerKind Layer = new(
        "squeezeExcite",
        "Scales every channel by what two small layers make of all channels' means.",
        EquatableArray.Of<Property>(s_ratio, Properties.SqueezeChannels, Properties.Gate),
        static layer => Add(layer, layer.Name));

    public static void Add(LayerScope layer, string name)
    {
        var map = layer.Input;
        var squeezed = layer.Find(Properties.SqueezeChannels) ?? ChannelWidth.Round(map.Channels * layer.Get(s_ratio));
        layer.Add(name + "_pool", new GlobalAveragePool());
        AddBiased(layer, name + "_reduce", squeezed, Activation.Relu);
        AddBiased(layer, name + "_expand", map.Channels, layer.Get(Properties.Gate));
        layer.Join(map, name + "_scale", new Mul());
    }

    private static void AddBiased(LayerScope layer, string node, int filters, Activation activation)
    {
        layer.Add(node, new Convolution(new Window(Extent.One, Extent.One, Extent.One, Padding.Valid), filters, Bias: true));
        layer.AddActivation(node, activation);
    }
}
