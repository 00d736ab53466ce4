using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>A block of a paper as a line of JSON.</summary>
internal static class BlockLine
{
    private const double CommonExpansion = 6;
    private static readonly Extent s_commonKernel = new(3, 3);

    public static JsonLine Of(Block block, string name, ImportGraph graph, DraftDefaults defaults)
    {
        if (block.Kind is null)
        {
            return LayerLine.Of(block.Parts[0].Draft, name, defaults);
        }

        var (depthwise, last) = (block.Part("_dw")!, block.Parts[^1].Draft);
        var line = new JsonLine().With("kind", block.Kind).With("name", name).With("filters", ((Convolution)last.Main.Operation).Filters);
        var input = graph.Nodes[block.Inputs[0]].Type;
        if (block.Kind == "invertedResidual")
        {
            Expand(line, depthwise.Main.Type.Channels, input.Channels);
        }

        if (depthwise.Window!.Kernel != s_commonKernel)
        {
            line.With("kernel", depthwise.Window.Kernel);
        }

        LayerLine.Stride(line, depthwise.Window);
        LayerLine.PadUnlessDefault(line, depthwise.Window, defaults);
        if (block.Squeezed > 0)
        {
            line.With("squeezeChannels", block.Squeezed);
            if (block.Part("_se_expand")!.Activation == Activation.Sigmoid)
            {
                line.With("gate", ActivationName.Of(Activation.Sigmoid));
            }
        }

        if (block.Kind == "invertedResidual" && !block.IsResidual && depthwise.Window.Stride == Extent.One && input == last.Main.Type)
        {
            line.With("residual", false);
        }

        LayerLine.End(line, depthwise, defaults.ForBlock(block.Kind == "separable" ? Activation.Relu : Activation.Relu6));
        return line;
    }

    private static void Expand(JsonLine line, int expanded, int channels)
    {
        var factor = (double)expanded / channels;
        if (factor != Math.Floor(factor) || (factor != 1 && expanded % 8 != 0))
        {
            line.With("expanded", expanded);
        }
        else if (factor != CommonExpansion)
        {
            line.With("expansion", factor);
        }
    }
}
