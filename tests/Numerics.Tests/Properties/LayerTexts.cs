using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>For every layer kind, its properties as JSON, as a draw chooses them for an input.</summary>
internal static class LayerTexts
{
    private static readonly string[] s_activations = [.. ActivationName.Names];

    private static readonly Dictionary<string, Func<Draw, TensorType, string>> s_texts = new()
    {
        ["conv"] = (draw, input) => $"{Window(draw)}, {Filters(draw)}, {Dilation(draw)}, {Groups(draw, input)}, {Ending(draw)}",
        ["depthwise"] = (draw, _) => $"{Window(draw)}, {Dilation(draw)}, \"depthMultiplier\": {1 + (draw.Next(6) / 4)}, {Ending(draw)}",
        ["pointwise"] = (draw, _) => $"{Filters(draw)}, \"stride\": {1 + (draw.Next(6) / 5)}, {Ending(draw)}",
        ["separable"] = (draw, _) => $"{Window(draw)}, {Filters(draw)}, {Ending(draw)}",
        ["convTranspose"] =
            (draw, input) => $"{Window(draw)}, {Filters(draw)}, {Dilation(draw)}, {Groups(draw, input)}, \"outputPadding\": {draw.Next(6) / 5}, {Ending(draw)}",
        ["batchNorm"] = (draw, _) => $"\"epsilon\": {draw.Pick("0.001", "0.00001", "0.1")}",
        ["leakyRelu"] = (draw, _) => $"\"alpha\": {draw.Pick("0.01", "0.2", "0.3", "-0.5", "3")}",
        ["elu"] = (draw, _) => $"\"alpha\": {draw.Pick("1", "0.5", "1.67")}",
        ["clip"] = (draw, _) => draw.Pick("\"min\": -0.5, \"max\": 1.25", "\"min\": 0.1", "\"max\": 0.9"),
        ["maxPool"] = (draw, _) => $"{Window(draw)}, {Dilation(draw)}",
        ["averagePool"] = (draw, _) => $"{Window(draw)}, {Dilation(draw)}, \"countIncludePad\": {draw.Flag()}",
        ["upsample"] = (draw, _) => $"\"factor\": [{1 + draw.Next(2)}, {1 + draw.Next(3)}], \"method\": {draw.Pick("\"nearest\"", "\"bilinear\"")}",
        ["resize"] = (draw, _) => $"\"size\": [{1 + draw.Next(9)}, {1 + draw.Next(9)}], \"coordinates\": "
            + $"{draw.Pick("\"half-pixel\"", "\"align-corners\"", "\"asymmetric\"")}, "
            + draw.Pick(
            "\"method\": \"nearest\"",
            "\"method\": \"nearest\", \"rounding\": \"ceil\"",
            "\"method\": \"bilinear\"",
            "\"method\": \"bicubic\"",
            "\"antialias\": true",
            "\"method\": \"bicubic\", \"antialias\": true, \"excludeOutside\": true"),
        ["rescale"] = (draw, _) => $"\"scale\": {draw.Pick("0.5", "-1.25", "0.0078125")}, \"offset\": {draw.Pick("0", "-1", "0.3")}",
        ["add"] = (draw, _) => Activation(draw),
        ["sub"] = (draw, _) => Activation(draw),
        ["mul"] = (draw, _) => Activation(draw),
        ["div"] = (draw, _) => Activation(draw),
        ["maximum"] = (draw, _) => Activation(draw),
        ["minimum"] = (draw, _) => Activation(draw),
        ["pad"] = (draw, _) => $"\"padding\": [{draw.Next(3)}, {draw.Next(3)}, {draw.Next(3)}, {draw.Next(3)}], \"value\": {draw.Pick("0", "0", "-1.5")}",
        ["concat"] = (draw, _) => $"\"axis\": {draw.Pick("\"c\"", "\"c\"", "\"h\"", "\"w\"")}",
        ["constant"] = (draw, _) => $"\"shape\": [{1 + draw.Next(5)}, {1 + draw.Next(5)}, {1 + draw.Next(40)}]",
        ["expand"] = (draw, input) => $"\"shape\": [{(input.Height == 1 ? 1 + draw.Next(4) : input.Height)}, "
            + $"{(input.Width == 1 ? 1 + draw.Next(4) : input.Width)}, {(input.Channels == 1 ? 1 + draw.Next(20) : input.Channels)}]",
        ["reduceMean"] = (draw, _) => Axes(draw),
        ["reduceMax"] = (draw, _) => Axes(draw),
        ["reduceSum"] = (draw, _) => Axes(draw),
        ["depthToSpace"] = (draw, _) => $"\"blockSize\": {1 + draw.Next(2)}, \"mode\": {draw.Pick("\"DCR\"", "\"CRD\"")}",
        ["spaceToDepth"] = (draw, _) => $"\"blockSize\": {1 + draw.Next(3)}, \"mode\": {draw.Pick("\"DCR\"", "\"CRD\"")}",
        ["slice"] =
            (draw, input) => $"\"rows\": {Slice(draw, input.Height)}, \"columns\": {Slice(draw, input.Width)}, \"channels\": {Slice(draw, input.Channels)}",
        ["reshape"] = (draw, input) =>
            $"\"shape\": {draw.Pick($"[{input.Width}, {input.Height}, {input.Channels}]", $"[1, {input.Channels}, {input.Pixels}]", $"{input.Length}")}",
        ["transpose"] = (draw, _) => $"\"axes\": {draw.Pick([.. AxisPermutation.All.Select(axes => $"\"{axes.DisplayText}\"")])}",
        ["dense"] = (draw, _) => $"\"units\": {1 + draw.Next(40)}, \"bias\": {draw.Flag()}, {Activation(draw)}",
        ["invertedResidual"] = (draw, _) => $"{Filters(draw)}, \"expansion\": {draw.Pick("1", "2.5", "6")}, {Window(draw)}, "
            + $"{draw.Pick("\"squeezeRatio\": 0.25, ", "\"squeezeChannels\": 3, \"gate\": \"sigmoid\", ", "")}{Activation(draw)}",
        ["universalInvertedBottleneck"] = (draw, _) => $"{Filters(draw)}, \"expansion\": {draw.Pick("2", "3")}, \"startKernel\": "
            + $"{draw.Pick("0", "3")}, \"middleKernel\": {draw.Pick("3", "5")}, \"stride\": {1 + (draw.Next(6) / 4)}, {Activation(draw)}",
        ["fusedInvertedBottleneck"] = (draw, _) => $"{Filters(draw)}, \"expansion\": {draw.Pick("2", "3")}, {Window(draw)}, {Activation(draw)}",
        ["squeezeExcite"] = (draw, _) => $"\"squeezeRatio\": {draw.Pick("0.25", "1")}, \"gate\": {draw.Pick("\"sigmoid\"", "\"hardSigmoid\"")}",
        ["l2Normalize"] = (draw, _) => $"\"epsilon\": {draw.Pick("1e-12", "0.5")}",
    };

    /// <summary>Empty for the kinds without properties.</summary>
    public static string Of(string kind, Draw draw, TensorType input) => s_texts.TryGetValue(kind, out var text) ? text(draw, input) : "";

    private static string Window(Draw draw) =>
        $"\"kernel\": [{1 + draw.Next(5)}, {1 + draw.Next(5)}], \"stride\": [{1 + (draw.Next(6) / 3)}, {1 + (draw.Next(6) / 3)}], "
        + $"\"padding\": {draw.Pick("\"same\"", "\"symmetric\"", "\"valid\"", $"[{draw.Next(3)}, {draw.Next(3)}, {draw.Next(3)}, {draw.Next(3)}]")}";

    private static string Dilation(Draw draw) => $"\"dilation\": [{1 + (draw.Next(6) / 4)}, {1 + (draw.Next(6) / 4)}]";

    /// <summary>Forwards or backwards from anywhere, as far as the axis goes, with its places counted from either end.</summary>
    private static string Slice(Draw draw, int extent)
    {
        var (begin, step) = (draw.Next(extent), 1 + (draw.Next(6) / 4));
        return draw.Next(3) switch
        {
            0 => $"[{begin}, {extent}, {step}]",
            1 => $"[{begin - extent}, {extent}]",
            _ => $"[{begin}, {-extent - 1}, {-step}]",
        };
    }

    private static string Axes(Draw draw) => $"\"axes\": {draw.Pick([.. AxisSet.All.Select(axes => $"\"{axes.DisplayText}\"")])}";

    private static string Filters(Draw draw) => $"\"filters\": {draw.Pick("5", "12", "1", "17", "24", "33", "40")}";

    /// <summary>As many as the input has channels now and then, with as many filters, where the draw wants them.</summary>
    private static string Groups(Draw draw, TensorType input) => draw.Next(6) switch
    {
        0 => "\"groups\": 2",
        1 => $"\"groups\": {input.Channels}",
        _ => "\"groups\": 1",
    };

    private static string Ending(Draw draw) => $"\"bias\": {draw.Flag()}, \"batchNorm\": {draw.Flag()}, {Activation(draw)}";

    private static string Activation(Draw draw) => $"\"activation\": \"{draw.Pick(s_activations)}\"";
}
