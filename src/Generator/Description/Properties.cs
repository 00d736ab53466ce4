using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>All keys that layers understand. A key to which kinds give another meaning or other limits stands here once for each.</summary>
internal static class Properties
{
    private const int MaxChannels = 1 << 16;
    private const int MaxUnits = 1 << 20;
    private const int MaxExtent = 1024;
    private const int MaxElements = 1 << 28;
    private static readonly AcceptedNumber s_scale = new(0, 8192, Above: true);
    private static readonly AcceptedList s_sides = new(new AcceptedInteger(0, MaxExtent), "[top, bottom, left, right]", 4, 4);

    public static readonly Property<int> Filters = Integer("filters", 1, MaxChannels, isRequired: true);

    public static readonly Property<int> Units = Integer("units", 1, MaxUnits, isRequired: true);

    /// <summary>3×3, unless a kind of layer has another.</summary>
    public static readonly Property<Extent> Kernel = Extent("kernel", MaxExtent, new Extent(3, 3));

    public static readonly Property<Extent> Stride = Extent("stride", MaxExtent, Graph.Extent.One);

    /// <summary>The kernel, unless it is given.</summary>
    public static readonly Property<Extent> PoolingStride = Extent("stride", MaxExtent);

    public static readonly Property<Extent> Dilation = Extent("dilation", MaxExtent, Graph.Extent.One);

    /// <summary>Channels of a bottleneck's middle, as a factor of those that come in.</summary>
    public static readonly Property<double> Expansion = Number("expansion", new AcceptedNumber(0, 64, Above: true));

    /// <summary>The same as a number, which the width multiplier scales.</summary>
    public static readonly Property<int> Expanded = Integer("expanded", 1, MaxChannels);

    /// <summary>False leaves out the sum of a bottleneck's input and output.</summary>
    public static readonly Property<bool> Residual = Flag("residual", true);

    /// <summary>Channels of squeeze-and-excite, as a share of those that it scales.</summary>
    public static readonly Property<double> SqueezeRatio = Number("squeezeRatio", new AcceptedNumber(0, 1, Above: true));

    public static readonly Property<int> SqueezeChannels = Integer("squeezeChannels", 1, MaxChannels);

    public static readonly Property<Activation> Gate = new ChoiceProperty<Activation>(
        "gate",
        [("hardSigmoid", Ops.Activation.HardSigmoid), ("sigmoid", Ops.Activation.Sigmoid)])
    {
        Default = Ops.Activation.HardSigmoid,
    };

    /// <summary>The depthwise kernel before the expansion; 0 for none.</summary>
    public static readonly Property<int> StartKernel = Integer("startKernel", 0, MaxExtent, 0);

    /// <summary>The depthwise kernel between expansion and projection; 0 for none.</summary>
    public static readonly Property<int> MiddleKernel = Integer("middleKernel", 0, MaxExtent, 3);

    public static readonly Property<int> Groups = Integer("groups", 1, MaxChannels, 1);

    public static readonly Property<int> DepthMultiplier = Integer("depthMultiplier", 1, 64, 1);

    /// <summary>Whether padding counts as zeros in the mean.</summary>
    public static readonly Property<bool> CountIncludePad = Flag("countIncludePad", false);

    public static readonly Property<Extent> Factor = Extent("factor", 64);

    public static readonly Property<PaddingValue> Padding = new(
        "padding",
        new AcceptedEither(
            Accepted.Choice("same", "symmetric", "valid") with { DisplayText = "\"same\" (TensorFlow's), \"symmetric\" (PyTorch's), \"valid\"" },
            s_sides),
        node => new PaddingValue(Values.Padding(node)),
        value => Values.Write(value.Padding))
    {
        Default = new PaddingValue(Graph.Padding.Same),
    };

    /// <summary>Pixels that a layer adds around a map.</summary>
    public static readonly Property<Margins> Border = new("padding", s_sides, Values.Margins, Values.Write) { IsRequired = true };

    /// <summary>Rows and columns that a transposed convolution adds at the bottom and right.</summary>
    public static readonly Property<Extent> OutputPadding = new("outputPadding", Accepted.Extent(0, MaxExtent - 1), Values.Extent, Values.Write)
    {
        Default = default(Extent),
    };

    /// <summary>What a border consists of.</summary>
    public static readonly Property<double> Value = Number("value", AcceptedNumber.Float, 0);

    public static readonly Property<MapShape> Shape = new(
        "shape",
        new AcceptedEither(
            new AcceptedList(new AcceptedInteger(1, MaxElements), "[height, width, channels]", 3, 3),
            new AcceptedInteger(1, MaxElements)),
        Values.Shape,
        Values.Write)
    {
        IsRequired = true,
    };

    public static readonly Property<AxisPermutation> Axes = new(
        "axes",
        Accepted.Choice([.. AxisPermutation.All.Select(order => order.DisplayText)]),
        node => AxisPermutation.All.First(order => order.DisplayText == Values.Text(node)),
        order => Values.Write(order.DisplayText))
    {
        IsRequired = true,
    };

    /// <summary>What a reduction makes one of.</summary>
    public static readonly Property<AxisSet> ReducedAxes = new(
        "axes",
        Accepted.Choice([.. AxisSet.All.Select(axes => axes.DisplayText)]),
        node => AxisSet.All.First(axes => axes.DisplayText == Values.Text(node)),
        axes => Values.Write(axes.DisplayText))
    {
        IsRequired = true,
    };

    public static readonly Property<Axis> Axis = new ChoiceProperty<Axis>("axis", [("h", Ops.Axis.Height), ("w", Ops.Axis.Width), ("c", Ops.Axis.Channels)])
    {
        Default = Ops.Axis.Channels,
    };

    public static readonly Property<int> BlockSize = Integer("blockSize", 1, 64, isRequired: true);

    /// <summary>The order of channels between a deep map and one of blocks.</summary>
    public static readonly Property<DepthOrder> Mode = new ChoiceProperty<DepthOrder>("mode", [("DCR", DepthOrder.DCR), ("CRD", DepthOrder.CRD)])
    {
        Default = DepthOrder.DCR,
    };

    public static readonly Property<AxisSlice> Rows = Slice("rows");

    public static readonly Property<AxisSlice> Columns = Slice("columns");

    public static readonly Property<AxisSlice> Channels = Slice("channels");

    public static readonly Property<bool> Bias = Flag("bias");

    public static readonly Property<bool> BatchNorm = Flag("batchNorm", false);

    /// <summary>False exempts a layer from the network's width multiplier.</summary>
    public static readonly Property<bool> ScaleWidth = Flag("scaleWidth", true);

    public static readonly Property<double> Epsilon = Number(
        "epsilon",
        new AcceptedNumber(0, float.MaxValue, Note: "TensorFlow has 0.001, PyTorch 0.00001"),
        0.001);

    /// <summary>The least norm that a vector is divided by.</summary>
    public static readonly Property<double> MinNorm = Number("epsilon", new AcceptedNumber(1e-37, 1), L2Normalize.CommonEpsilon);

    public static readonly Property<double> Alpha = Number("alpha", AcceptedNumber.Float);

    /// <summary>The least value that a clip lets by.</summary>
    public static readonly Property<double> Min = Number("min", AcceptedNumber.Float);

    public static readonly Property<double> Max = Number("max", AcceptedNumber.Float);

    public static readonly Property<double> Rate = Number("rate", new AcceptedNumber(0, 1), 0.5);

    public static readonly Property<double> Scale = Number("scale", new AcceptedNumber(-1e30, 1e30), 1);

    public static readonly Property<double> Offset = Number("offset", new AcceptedNumber(-1e30, 1e30), 0);

    public static readonly Property<double> Width = Number("width", new AcceptedNumber(0, 8, Above: true), 1);

    /// <summary>What the integers of a layer or an input are where they are not what the network's are.</summary>
    public static readonly Property<Precision> IntegerPrecision = Choice("precision", ("int8", Graph.Precision.Int8), ("uint8", Graph.Precision.UInt8));

    public static readonly Property<Precision> Precision = new ChoiceProperty<Precision>(
        "precision",
        [("float32", Graph.Precision.Float32), ("int8", Graph.Precision.Int8), ("uint8", Graph.Precision.UInt8)])
    {
        Default = Graph.Precision.Float32,
    };

    /// <summary>Whose rounding integers follow.</summary>
    public static readonly Property<IntegerArithmetic> Arithmetic = new ChoiceProperty<IntegerArithmetic>(
        "arithmetic",
        [("tflite", IntegerArithmetic.TfLite), ("onnxruntime", IntegerArithmetic.OnnxRuntime), ("tflite-reference", IntegerArithmetic.TfLiteReference)])
    {
        Default = IntegerArithmetic.TfLite,
    };

    public static readonly Property<int> Repeat = Integer("repeat", 1, 256, 1);

    public static readonly Property<Activation> Activation = new(
        "activation",
        Accepted.Choice([.. ActivationName.Names]),
        node => ActivationName.Find(Values.Text(node))!.Value,
        activation => Values.Write(ActivationName.Of(activation)))
    {
        Default = Ops.Activation.None,
    };

    public static readonly Property<HeadValue> DenseActivation = new(
        "activation",
        Accepted.Choice([.. ActivationName.Names, HeadValue.Softmax.Name]),
        node => new HeadValue(Values.Text(node)),
        head => Values.Write(head.Name))
    {
        Default = new HeadValue(ActivationName.Of(Ops.Activation.None)),
    };

    public static readonly Property<Extent> Size = Extent("size", 8192);

    public static readonly ChoiceProperty<Coordinates> Coordinates = new(
        "coordinates",
        [
            ("half-pixel", Ops.Coordinates.HalfPixel),
            ("align-corners", Ops.Coordinates.AlignCorners),
            ("asymmetric", Ops.Coordinates.Asymmetric),
            ("pytorch-half-pixel", Ops.Coordinates.PytorchHalfPixel),
            ("half-pixel-symmetric", Ops.Coordinates.HalfPixelSymmetric),
        ])
    {
        Default = Ops.Coordinates.HalfPixel,
    };

    public static readonly ChoiceProperty<Interpolation> Method = new(
        "method",
        [("nearest", Interpolation.Nearest), ("bilinear", Interpolation.Bilinear), ("bicubic", Interpolation.Bicubic)])
    {
        Default = Interpolation.Bilinear,
    };

    public static readonly ChoiceProperty<Interpolation> UpsampleMethod = new(
        "method",
        [("nearest", Interpolation.Nearest), ("bilinear", Interpolation.Bilinear)])
    {
        Default = Interpolation.Nearest,
    };

    /// <summary>What coordinates follow in place of the quotient of the sizes.</summary>
    public static readonly Property<Scales> Scales = new(
        "scales",
        new AcceptedEither(s_scale, new AcceptedList(s_scale, "[height, width]", 2, 2)),
        Values.Scales,
        Values.Write);

    public static readonly ChoiceProperty<Rounding> Rounding = Choice(
        "rounding",
        ("floor", Ops.Rounding.Floor),
        ("ceil", Ops.Rounding.Ceil),
        ("round-prefer-floor", Ops.Rounding.RoundPreferFloor),
        ("round-prefer-ceil", Ops.Rounding.RoundPreferCeil));

    public static readonly Property<double> CubicCoefficient = Number(
        "cubicCoefficient",
        new AcceptedNumber(-8, 8, Note: "PyTorch has -0.75, TensorFlow and Pillow -0.5"),
        Resize.CommonCoefficient);

    public static readonly Property<bool> Antialias = Flag("antialias", false);

    public static readonly Property<bool> ExcludeOutside = Flag("excludeOutside", false);

    /// <summary>What others call a layer, an input or an output.</summary>
    public static readonly Property Name = new("name", new AcceptedText());

    /// <summary>What a layer reads.</summary>
    public static readonly Property Inputs = new("inputs", new AcceptedList(new AcceptedText(), "an array of names of inputs or layers", 0, int.MaxValue));

    /// <summary>The weights that an import wrote with the description.</summary>
    public static readonly Property Weights = new("weights", new AcceptedHash());

    /// <summary>A key for editors; it says where the schema is.</summary>
    public static readonly Property Schema = new("$schema", new AcceptedText());

    public static Property<int> Integer(string name, int min, int max, int? standIn = null, bool isRequired = false) =>
        new(name, new AcceptedInteger(min, max), Values.Integer, Values.Write) { IsRequired = isRequired, Default = standIn };

    public static Property<double> Number(string name, AcceptedNumber accepted, double? standIn = null) =>
        new(name, accepted, Values.Number, Values.Write) { Default = standIn };

    public static Property<bool> Flag(string name, bool? standIn = null) => new(name, new AcceptedFlag(), Values.Flag, Values.Write) { Default = standIn };

    public static ChoiceProperty<T> Choice<T>(string name, params (string Name, T Value)[] choices)
        where T : struct => new(name, choices);

    private static Property<AxisSlice> Slice(string name) => new(
        name,
        new AcceptedList(new AcceptedInteger(-MaxElements, MaxElements), "[begin, end] or [begin, end, step]", 2, 3),
        Values.Slice,
        Values.Write);

    private static Property<Extent> Extent(string name, int max, Extent? standIn = null) =>
        new(name, Accepted.Extent(1, max), Values.Extent, Values.Write) { Default = standIn };
}

/// <summary>A padding as a property's value.</summary>
internal readonly record struct PaddingValue(Padding Padding);

/// <summary>What follows a dense layer: an activation's name, or <c>softmax</c>.</summary>
internal readonly record struct HeadValue(string Name)
{
    public static readonly HeadValue Softmax = new("softmax");
}
