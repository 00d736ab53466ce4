using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>A block of a paper as a line of JSON.</summary>
internal static class BlockLine
{
    public static JsonLine Of(Block block, string name, ImportGraph graph, DraftDefaults defaults)
    {
        if (block.Kind is null)
        {
            return LayerLine.Of(block.Parts[0].Draft, name, defaults);
        }

        var (depthwise, last) = (block.Part("_dw")!, block.Parts[^1].Draft);
        var line = new JsonLine().With("kind", block.Kind).With("name", name).With([Properties.Filters.Of(last.Main.Type.Channels)]);
        var input = graph.Nodes[block.Inputs[0]].Type;
        if (block.Kind == InvertedResidual.Layer.Name)
        {
            line.With(Expansion(depthwise.Main.Type.Channels, input.Channels));
        }

        var window = depthwise.Window!;
        line.With(Properties.Kernel.Unless(window.Kernel)).With(WindowKeys.Steps(window)).With(WindowKeys.Padding(window, defaults.Padding));
        if (block.Squeezed > 0)
        {
            line.With([Properties.SqueezeChannels.Of(block.Squeezed), .. Properties.Gate.Unless(block.Part("_se_expand")!.Activation)]);
        }

        if (block.Kind == InvertedResidual.Layer.Name && !block.IsResidual && window.Stride == Extent.One && input == last.Main.Type)
        {
            line.With([Properties.Residual.Of(false)]);
        }

        LayerLine.End(line, depthwise, defaults.ForBlock(block.Kind == Separable.Layer.Name ? Separable.Activation : InvertedResidual.Activation));
        return line;
    }

    private static IEnumerable<Member> Expansion(int expanded, int channels)
    {
        var factor = (double)expanded / channels;
        return factor != Math.Floor(factor) || (factor != 1 && expanded % 8 != 0)
            ? [Properties.Expanded.Of(expanded)]
            : InvertedResidual.Expansion.Unless(factor);
    }
}
