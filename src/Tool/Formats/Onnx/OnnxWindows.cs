using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>What convolutions and poolings say of their windows.</summary>
internal static class OnnxWindows
{
    private const int MaxExtent = 1024;

    /// <param name="node">The convolution or pooling.</param>
    /// <param name="kernel">Rows and columns.</param>
    /// <param name="map">Rows and columns of what it slides over, which decide automatic padding.</param>
    public static Window Of(OnnxNode node, Extent kernel, Extent map)
    {
        var (stride, dilation) = (
            Pair(node, "strides") ?? Extent.One,
            node.Form.Signature.Find("dilations") is null ? Extent.One : Pair(node, "dilations") ?? Extent.One);
        if (new[] { kernel, stride, dilation }.Any(extent => extent.Height is < 1 or > MaxExtent || extent.Width is < 1 or > MaxExtent))
        {
            throw new ToolException($"its kernel {kernel.DisplayText}, stride {stride.DisplayText} or dilation {dilation.DisplayText} is not from 1 to "
                + $"{MaxExtent}.");
        }

        var window = new Window(kernel, stride, dilation, Padding.Valid);
        return window with { Padding = PaddingOf(node, window, map) };
    }

    /// <exception cref="ToolException">There are more or fewer than two numbers.</exception>
    public static Extent? Pair(OnnxNode node, string name) => node.Integers(name) switch
    {
        null => null,
        [var height, var width] => new Extent(height, width),
        var other => throw new ToolException($"its {name} are [{string.Join(", ", other)}]; two numbers, for rows and columns, are accepted."),
    };

    private static Padding PaddingOf(OnnxNode node, Window window, Extent map)
    {
        var (automatic, pads) = (node.Text("auto_pad", "NOTSET"), node.Integers("pads") ?? [0, 0, 0, 0]);
        if (automatic != "NOTSET" && pads.Any(pixels => pixels != 0))
        {
            throw new ToolException($"its auto_pad is {automatic}, and its pads are [{string.Join(", ", pads)}]; one of them is accepted.");
        }

        return automatic switch
        {
            "NOTSET" => pads is [var top, var left, var bottom, var right]
                ? Paddings.Of(top, bottom, left, right)
                : throw new ToolException($"its pads are [{string.Join(", ", pads)}]; four numbers are accepted."),
            "VALID" => Padding.Valid,
            "SAME_UPPER" => Padding.Same,
            "SAME_LOWER" => Lower(
                Missing(map.Height, window.Kernel.Height, window.Stride.Height, window.Dilation.Height),
                Missing(map.Width, window.Kernel.Width, window.Stride.Width, window.Dilation.Width)),
            _ => throw new ToolException($"its auto_pad is {automatic}; NOTSET, SAME_UPPER, SAME_LOWER and VALID are accepted."),
        };
    }

    /// <summary>The odd pixel at the top and left.</summary>
    private static Padding Lower(int rows, int columns) => Paddings.Of((rows + 1) / 2, rows / 2, (columns + 1) / 2, columns / 2);

    /// <summary>Pixels that are missing where each stride is to have a window.</summary>
    private static int Missing(int extent, int kernel, int stride, int dilation) =>
        Math.Max(0, ((((extent + stride - 1) / stride) - 1) * stride) + ((kernel - 1) * dilation) + 1 - extent);
}
