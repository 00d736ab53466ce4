using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Description;

/// <summary>All keys that layers understand, each with one meaning for every kind that has it.</summary>
internal static class Properties
{
    private const int MostChannels = 1 << 16;
    private const int MostUnits = 1 << 20;
    private const int MostExtent = 1024;

    public static readonly Property<int> Filters = new("filters", "an integer from 1 to 65536", node => Values.Integer(node, 1, MostChannels));

    public static readonly Property<int> Units = new("units", "an integer from 1 to 1048576", node => Values.Integer(node, 1, MostUnits));

    public static readonly Property<Extent> Kernel = ExtentProperty("kernel");

    public static readonly Property<Extent> Stride = ExtentProperty("stride");

    public static readonly Property<Extent> Dilation = ExtentProperty("dilation");

    public static readonly Property<int> Groups = new("groups", "an integer from 1 to 65536", node => Values.Integer(node, 1, MostChannels));

    public static readonly Property<int> DepthMultiplier = new("depthMultiplier", "an integer from 1 to 64", node => Values.Integer(node, 1, 64));

    /// <summary>Whether padding counts as zeros in the mean.</summary>
    public static readonly Property<bool> CountIncludePad = Flag("countIncludePad");

    public static readonly Property<Extent> Factor = new("factor", "an integer from 1 to 64 or [height, width]", node => Values.Extent(node, 1, 64));

    public static readonly Property<PaddingValue> Padding = new(
        "padding",
        "\"same\" (TensorFlow's), \"symmetric\" (PyTorch's), \"valid\" or [top, bottom, left, right]",
        node => Values.Padding(node, MostExtent) is { } padding ? new PaddingValue(padding) : null);

    public static readonly Property<bool> Bias = Flag("bias");

    public static readonly Property<bool> BatchNorm = Flag("batchNorm");

    /// <summary>False exempts a layer from the network's width multiplier.</summary>
    public static readonly Property<bool> ScaleWidth = Flag("scaleWidth");

    public static readonly Property<double> Epsilon = new("epsilon", "a number above 0 and at most 1 (TensorFlow has 0.001, PyTorch 0.00001)", node => Values.Number(node, double.Epsilon, 1));

    public static readonly Property<double> Alpha = new("alpha", "a number from 0 to 1", node => Values.Number(node, 0, 1));

    public static readonly Property<double> Rate = new("rate", "a number from 0 to 1", node => Values.Number(node, 0, 1));

    public static readonly Property<double> Width = new("width", "a number above 0 and at most 8", node => Values.Number(node, double.Epsilon, 8));

    public static readonly Property<int> Repeat = new("repeat", "an integer from 1 to 256", node => Values.Integer(node, 1, 256));

    public static readonly Property<int> Resolution = new("resolution", "an integer from 32 to 4096", node => Values.Integer(node, 32, 4096));

    public static readonly Property<int> Classes = new("classes", "an integer from 1 to 1048576", node => Values.Integer(node, 1, MostUnits));

    public static readonly Property<Activation> Activation = new(
        "activation",
        ActivationName.Accepted,
        node => Values.Text(node) is { } name ? ActivationName.Find(name) : null);

    public static readonly Property<HeadValue> DenseActivation = new(
        "activation",
        ActivationName.Accepted + ", \"softmax\"",
        node => Values.Text(node) is { } name && (name == "softmax" || ActivationName.Find(name) is not null) ? new HeadValue(name) : null);

    public static readonly Property<Extent> Size = new("size", "an integer from 1 to 8192 or [height, width]", node => Values.Extent(node, 1, 8192));

    public static readonly Property<Coordinates> Coordinates = new(
        "coordinates",
        "\"half-pixel\", \"align-corners\" or \"asymmetric\"",
        node => Values.Text(node) switch
        {
            "half-pixel" => Ops.Coordinates.HalfPixel,
            "align-corners" => Ops.Coordinates.AlignCorners,
            "asymmetric" => Ops.Coordinates.Asymmetric,
            _ => null,
        });

    public static readonly Property<Interpolation> Method = new(
        "method",
        "\"nearest\" or \"bilinear\"",
        node => Values.Text(node) switch
        {
            "nearest" => Interpolation.Nearest,
            "bilinear" => Interpolation.Bilinear,
            _ => null,
        });

    private static Property<Extent> ExtentProperty(string name) =>
        new(name, "an integer from 1 to 1024 or [height, width]", node => Values.Extent(node, 1, MostExtent));

    private static Property<bool> Flag(string name) => new(name, "true or false", Values.Boolean);
}

/// <summary>A padding as a property's value.</summary>
internal readonly record struct PaddingValue(Padding Padding);

/// <summary>What follows a dense layer: an activation's name, or <c>softmax</c>.</summary>
internal readonly record struct HeadValue(string Name);
