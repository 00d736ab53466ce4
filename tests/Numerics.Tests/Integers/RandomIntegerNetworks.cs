using System.Globalization;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>A network of integers that was drawn.</summary>
/// <param name="Layers">Its layers as JSON.</param>
/// <param name="Last">The last layer's name.</param>
/// <param name="Head">Everything before the layers.</param>
internal sealed record RandomIntegerNetwork(string Head, IReadOnlyList<(string Name, string Text)> Layers, string Last)
{
    /// <summary>The description with all layers as outputs, or the last one only, so that the others can be joined.</summary>
    public string Description(bool isOpen) => $$"""
        { {{Head}}, "layers": [ {{string.Join(", ", Layers.Select(layer => layer.Text))}} ],
          "outputs": [ {{string.Join(", ", Layers.Where(layer => isOpen || layer.Name == Last)
              .Select(layer => $$"""{ "name": "out_{{layer.Name}}", "layer": "{{layer.Name}}" }"""))}} ] }
        """;
}

/// <summary>Draws networks of every kind of layer that integers have.</summary>
internal sealed class RandomIntegerNetworks(int seed)
{
    private static readonly string[] s_activations =
        ["relu", "relu6", "leakyRelu", "hardSwish", "hardSigmoid", "sigmoid", "swish", "tanh", "gelu", "geluTanh", "elu"];

    private static readonly string[] s_ends = ["none", "relu", "relu6"];
    private static readonly int[] s_channels = [1, 2, 3, 5, 8, 9, 16, 17, 32, 33, 40];

    private readonly Random _random = new(seed);
    private readonly List<(string Name, string Text)> _layers = [];
    private readonly List<Shape> _shapes = [];

    /// <summary>All kinds that can come out; a test sees that each does.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. s_activations, "clip", "conv", "grouped", "channelwise", "depthwise", "multiplied", "pointwise", "convTranspose", "dense", "add", "sub", "mul",
        "mulVector", "addPixels", "concat", "pad", "averagePool", "globalAveragePool", "reduceMean", "reduceSum", "maxPool", "bilinear", "nearest",
        "prelu", "gate",
        "softmax", "l2Normalize", "quantize", "island", "slice", "transpose", "maximum", "constant", "spaceToDepth", "expand",
    ];

    public HashSet<string> Drawn { get; } = new(StringComparer.Ordinal);

    private Shape Top => _shapes[^1];

    public RandomIntegerNetwork Draw(string precision, string arithmetic, int count)
    {
        _shapes.Add(new Shape("image", Between(3, 9), Between(3, 9), One(1, 2, 3, 4, 6)));
        var input = $$"""{ "name": "image", "height": {{Top.Height}}, "width": {{Top.Width}}, "channels": {{Top.Channels}} }""";
        while (_layers.Count < count)
        {
            var kind = Kinds[_random.Next(Kinds.Count)];
            if (Add(kind))
            {
                Drawn.Add(kind);
            }
        }

        return new RandomIntegerNetwork(
            $$""" "precision": "{{precision}}", "arithmetic": "{{arithmetic}}", "input": {{input}}""", [.. _layers], _layers[^1].Name);
    }

    private int Between(int low, int high) => _random.Next(low, high + 1);

    private T One<T>(params T[] values) => values[_random.Next(values.Length)];

    /// <returns>False where the last map does not allow it.</returns>
    private bool Add(string kind)
    {
        var (height, width, channels) = (Top.Height, Top.Width, Top.Channels);
        switch (kind)
        {
            case "conv" or "grouped" or "channelwise" or "depthwise" or "multiplied" when Math.Min(height, width) >= 2:
                return Window(kind);
            case "pointwise":
                return Layer(Top with { Channels = One(s_channels) }, to => $"\"kind\": \"pointwise\", \"filters\": {to.Channels}{End()}");
            case "convTranspose" when height * width < 40 && channels <= 17:
                return Layer(
                    new Shape("", 2 * height, 2 * width, One(1, 3, 8)),
                    to => $"\"kind\": \"convTranspose\", \"filters\": {to.Channels}, \"kernel\": {Between(2, 3)}, \"stride\": 2");
            case "dense" when height * width == 1:
                return Layer(Top with { Channels = One(s_channels) }, to => $"\"kind\": \"dense\", \"units\": {to.Channels}{End()}");
            case "add" or "sub" or "mul":
                return Pair(kind);
            case "mulVector":
                var of = Top;
                return Layer(new Shape("", 1, 1, channels), _ => "\"kind\": \"globalAveragePool\"")
                    && Layer(of, _ => $"\"kind\": \"mul\", \"inputs\": [\"{of.Name}\", \"{Top.Name}\"]");
            case "addPixels" when channels > 1:
                var map = Top;
                return Layer(Top with { Channels = 1 }, _ => "\"kind\": \"reduceMean\", \"axes\": \"c\"")
                    && Layer(map, _ => $"\"kind\": \"add\", \"inputs\": [\"{Top.Name}\", \"{map.Name}\"]");
            case "concat" when channels < 40 && _shapes.Where(shape => !shape.IsFloat && (shape.Height, shape.Width) == (height, width)).ToList() is var alike:
                var other = alike[_random.Next(alike.Count)];
                return Layer(
                    Top with { Channels = channels + other.Channels },
                    _ => $"\"kind\": \"concat\", \"inputs\": [\"{Top.Name}\", \"{other.Name}\"]");
            case "pad" when height * width < 60:
                int[] sides = [Between(0, 2), Between(0, 2), Between(0, 2), Between(0, 2)];
                return Layer(
                    new Shape("", height + sides[0] + sides[1], width + sides[2] + sides[3], channels),
                    _ => $"\"kind\": \"pad\", \"padding\": [{string.Join(", ", sides)}], \"value\": {One("0", "0.5", "-1")}");
            case "averagePool" or "maxPool" when Math.Min(height, width) >= 3:
                return Layer(
                    new Shape("", (height + 1) / 2, (width + 1) / 2, channels),
                    _ => $"\"kind\": \"{kind}\", \"kernel\": {Between(2, 3)}, \"stride\": 2, \"padding\": \"same\"");
            case "globalAveragePool" when height * width > 1 && _layers.Count > 6:
                return Layer(new Shape("", 1, 1, channels), _ => "\"kind\": \"globalAveragePool\"");
            case "reduceMean" or "reduceSum" when _layers.Count > 4:
                return Reduced(kind);
            case "bilinear" or "nearest" when height * width < 50:
                return Layer(
                    new Shape("", Between(1, 9), Between(1, 9), channels),
                    to => $"\"kind\": \"resize\", \"size\": [{to.Height}, {to.Width}], \"method\": \"{kind}\""
                        + (kind == "bilinear" ? $", \"coordinates\": \"{One("half-pixel", "align-corners", "asymmetric")}\"" : ""));
            case "gate":
                return Layer(Top, _ => $"\"kind\": \"squeezeExcite\", \"squeezeChannels\": {Between(1, 4)}, \"gate\": \"{One("hardSigmoid", "sigmoid")}\"");
            case "softmax" when channels > 1:
                return Layer(Top, _ => "\"kind\": \"softmax\"");
            case "island":
                return Layer(Top, _ => "\"kind\": \"dequantize\"", isFloat: true)
                    && Layer(Top, _ => $"\"kind\": \"{One("abs", "relu")}\"", isFloat: true)
                    && Layer(Top, _ => "\"kind\": \"quantize\"");
            case "slice" when height > 2:
                return Layer(new Shape("", height - 2, width, channels), _ => $"\"kind\": \"slice\", \"rows\": [1, {height - 1}]");
            case "transpose":
                return Layer(new Shape("", width, height, channels), _ => "\"kind\": \"transpose\", \"axes\": \"whc\"");
            case "maximum" when Math.Min(height, width) >= 2:
                var whole = Top;
                return Layer(Top, _ => "\"kind\": \"maxPool\", \"kernel\": 2, \"stride\": 1, \"padding\": \"same\"")
                    && Layer(whole, _ => $"\"kind\": \"{One("maximum", "minimum")}\", \"inputs\": [\"{whole.Name}\", \"{Top.Name}\"]");
            case "constant":
                var beside = Top;
                return Layer(Top, to => $"\"kind\": \"constant\", \"shape\": [{to.Height}, {to.Width}, {to.Channels}]")
                    && Layer(beside, _ => $"\"kind\": \"{One("add", "mul")}\", \"inputs\": [\"{beside.Name}\", \"{Top.Name}\"]");
            case "spaceToDepth" when height % 2 == 0 && width % 2 == 0 && channels <= 9:
                return Layer(new Shape("", height / 2, width / 2, channels * 4), _ => "\"kind\": \"spaceToDepth\", \"blockSize\": 2");
            case "expand" when height * width == 1:
                return Layer(new Shape("", 3, 2, channels), _ => $"\"kind\": \"expand\", \"shape\": [3, 2, {channels}]");
            case "prelu" or "l2Normalize" or "quantize":
                return Layer(Top, _ => $"\"kind\": \"{kind}\"");
            case "clip":
                return Layer(Top, _ => "\"kind\": \"clip\", \"min\": -0.75, \"max\": 1.5");
            case "leakyRelu" or "elu":
                return Layer(Top, _ => $"\"kind\": \"{kind}\", \"alpha\": {One("0.1", "0.3", "1")}");
            default:
                return s_activations.Contains(kind) && Layer(Top, _ => $"\"kind\": \"{kind}\"");
        }
    }

    private string End() => $", \"activation\": \"{One(s_ends)}\", \"bias\": {(Between(0, 3) > 0 ? "true" : "false")}";

    private bool Window(string kind)
    {
        var (top, isFull) = (Top, kind is "conv" or "grouped" or "channelwise");
        int[] kernel = [Between(1, Math.Min(5, top.Height)), Between(1, Math.Min(5, top.Width))];
        int[] stride = [Between(1, 2), Between(1, 2)];
        var groups = kind == "grouped" ? Enumerable.Range(2, 7).FirstOrDefault(divisor => top.Channels % divisor == 0, 1)
            : kind == "channelwise" ? top.Channels
            : 1;
        var multiplier = kind == "multiplied" ? Between(2, 3) : 1;
        if ((kind == "grouped" && groups == 1) || top.Channels * multiplier > 60)
        {
            return false;
        }

        var filters = isFull ? groups * (kind == "channelwise" ? 1 : groups > 1 ? Between(1, 4) : One(s_channels)) : top.Channels * multiplier;
        var dilation = stride is [1, 1] ? One(1, 1, 2) : 1;
        return Layer(
            new Shape("", (top.Height + stride[0] - 1) / stride[0], (top.Width + stride[1] - 1) / stride[1], filters),
            _ => $"\"kind\": \"{(isFull ? "conv" : "depthwise")}\", \"kernel\": [{kernel[0]}, {kernel[1]}], \"stride\": [{stride[0]}, {stride[1]}], "
                + $"\"dilation\": {dilation}{(isFull ? $", \"filters\": {filters}, \"groups\": {groups}" : $", \"depthMultiplier\": {multiplier}")}{End()}");
    }

    private bool Pair(string kind)
    {
        var alike = _shapes.Where(shape => shape.SameSize(Top)).ToList();
        var (other, top) = (alike[_random.Next(alike.Count)], Top);
        return Layer(top, _ => $"\"kind\": \"{kind}\", \"inputs\": [\"{other.Name}\", \"{top.Name}\"], \"activation\": \"{One(s_ends)}\"");
    }

    private bool Reduced(string kind)
    {
        var axes = One("h", "w", "c", "hw", "wc");
        return Layer(
            new Shape("", axes.Contains('h') ? 1 : Top.Height, axes.Contains('w') ? 1 : Top.Width, axes.Contains('c') ? 1 : Top.Channels),
            _ => $"\"kind\": \"{kind}\", \"axes\": \"{axes}\"");
    }

    private bool Layer(Shape to, Func<Shape, string> text, bool isFloat = false)
    {
        var name = "l" + _layers.Count.ToString(CultureInfo.InvariantCulture);
        var body = text(to);
        var inputs = body.Contains("\"inputs\"", StringComparison.Ordinal) ? "" : $", \"inputs\": [\"{Top.Name}\"]";
        _layers.Add((name, $$"""{ "name": "{{name}}", {{body}}{{inputs}} }"""));
        _shapes.Add(to with { Name = name, IsFloat = isFloat });
        return true;
    }

    private sealed record Shape(string Name, int Height, int Width, int Channels, bool IsFloat = false)
    {
        public bool SameSize(Shape other) =>
            !IsFloat && (Height, Width, Channels) == (other.Height, other.Width, other.Channels);
    }
}
