using System.Globalization;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>A graph as text, a line a layer, with its batch normalisation and activation: what a table of a paper can be compared with.</summary>
internal static class LayerList
{
    public static IReadOnlyList<string> Of(ShapedGraph shaped)
    {
        var lines = new List<string>();
        for (var index = 0; index < shaped.Types.Count; index++)
        {
            var node = shaped.Graph.Nodes[index];
            switch (node.Operation)
            {
                case Input:
                    break;
                case BatchNorm norm:
                    lines[^1] += string.Create(CultureInfo.InvariantCulture, $" bn {norm.Epsilon}");
                    break;
                case Activate activate:
                    lines[^1] += " " + ActivationName.Of(activate.Activation);
                    break;
                default:
                    lines.Add(Line(node.Operation, shaped.InputTypes(index)[0], shaped.Types[index]));
                    break;
            }
        }

        return lines;
    }

    private static string Line(Operation operation, TensorType input, TensorType output) => operation switch
    {
        Convolution convolution => $"conv {Window(convolution.Window, input)} {input.Channels}→{output.Channels}{Bias(convolution.Bias)}",
        Depthwise depthwise => $"depthwise {Window(depthwise.Window, input)} {output.Channels}{Bias(depthwise.Bias)}",
        Dense dense => $"dense {input.Channels}→{output.Channels}{Bias(dense.Bias)}",
        Rescale rescale => string.Create(CultureInfo.InvariantCulture, $"rescale {1 / rescale.Scale:0.####} {rescale.Offset}"),
        Dropout dropout => string.Create(CultureInfo.InvariantCulture, $"dropout {dropout.Rate}"),
        _ => operation.Kind,
    };

    private static string Window(Window window, TensorType input) =>
        $"{window.Kernel.DisplayShort}/{window.Stride.DisplayShort} [{window.Margins(input).DisplayText}]";

    private static string Bias(bool has) => has ? " bias" : "";
}
