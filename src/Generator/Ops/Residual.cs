using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>What all bottlenecks have in common: how wide their middle is, and the sum of their input and output.</summary>
internal static class Residual
{
    /// <summary>Channels of the middle: as written, scaled by the width; or a factor of what comes in, rounded as the papers do.</summary>
    public static int Expanded(LayerScope layer, LayerInput input, Property<double> expansion) =>
        layer.Find(Properties.Expanded) is { } written
            ? layer.Scaled(written)
            : ExpandedBy(layer.Get(expansion), input.Channels);

    public static void Add(LayerScope layer, LayerInput input)
    {
        if (layer.Get(Properties.Residual) && layer.Stride == Extent.One && layer.Input.Type is { } type && type == input.Type)
        {
            layer.Join(input, layer.Name + "_add", new Add());
        }
    }

    /// <summary>A factor of 1 means no expansion, whatever the channels are multiples of.</summary>
    private static int ExpandedBy(double expansion, int channels) => expansion == 1 ? channels : ChannelWidth.Round(channels * expansion);
}
