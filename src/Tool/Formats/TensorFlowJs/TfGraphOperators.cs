using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>What TensorFlow's operators mean, by name.</summary>
internal static class TfGraphOperators
{
    private const AxisOrder Order = AxisOrder.Nhwc;
    private const string Pool = "T~ ksize strides padding explicit_paddings data_format";

    private static readonly Dictionary<string, TfGraphOperator> s_all = new TfGraphOperator[]
    {
        Binary("Add", Elementwise.Add, (x, y) => x + y),
        Binary("AddV2", Elementwise.Add, (x, y) => x + y),
        new("AddN", "inputs*", "T~ N~", AddN),
        new("AvgPool", "value", Pool, node =>
            Pooling.Average(node.Sketch, node.Name, node.Real("value"), node.Window(node.RowsAndColumns("ksize"), false), countsPadding: false, Order)),
        new("BiasAdd", "value bias", "T~ data_format", BiasAdd),
        new("Cast", "x", "SrcT DstT Truncate=false", Cast) { Limits = "From floats to integers." },
        new("ConcatV2", "values*", "T~ Tidx~ N~", Concat),
        new("ExpandDims", "input dim", "T~ Tdim~", node => Reshaping.Unsqueeze(node.View("input"), node.Integers("dim"))),
        BatchNorm("FusedBatchNorm"),
        BatchNorm("FusedBatchNormV2"),
        BatchNorm("FusedBatchNormV3"),
        new("Identity", "input", "T~", node => node.View("input")),
        new("LeakyRelu", "features", "T~ alpha", node => Activate(node, Activation.LeakyRelu(node.Number("alpha", 0.2)))),
        Binary("Maximum", (sketch, name, x, y) => Limited(sketch, name, x, y, number => (number, double.PositiveInfinity)), Math.Max),
        new("MaxPool", "input", Pool, node => Pooling.Max(node.Sketch, node.Name, node.Real("input"), node.Window(node.RowsAndColumns("ksize"), false), Order)),
        new("Mean", "input axis", "T~ Tidx~ keep_dims", node =>
            Pooling.Mean(node.Sketch, node.Name, node.Real("input"), node.Integers("axis"), node.Flag("keep_dims"))) { Limits = "Over other axes than rows and columns." },
        Binary("Minimum", (sketch, name, x, y) => Limited(sketch, name, x, y, number => (double.NegativeInfinity, number)), Math.Min),
        Binary("Mul", Elementwise.Multiply, (x, y) => x * y),
        new("Pack", "values*", "T~ N~ axis", Pack) { Limits = "Of tensors that the network computes." },
        new("Pad", "input paddings", "T~ Tpaddings~", node => Pad(node, 0)),
        new("PadV2", "input paddings constant_values", "T~ Tpaddings~", node => Pad(node, node.Constant("constant_values").Number)),
        new("Prelu", "x alpha", "T~", node => Normalising.PRelu(node.Sketch, node.Name, node.Real("x"), node.Constant("alpha"))),
        Binary("RealDiv", Elementwise.Divide, (_, _) => throw new ToolException("integers are divided.")),
        Function("Relu", Activation.Relu),
        Function("Relu6", Activation.Relu6),
        new("Reshape", "tensor shape", "T~ Tshape~", node => Reshaping.Reshape(node.View("tensor"), node.Integers("shape"))),
        new("ResizeBilinear", "images size", "T~ align_corners half_pixel_centers", node => Resize(node, Interpolation.Bilinear)),
        new("ResizeNearestNeighbor", "images size", "T~ align_corners half_pixel_centers", node => Resize(node, Interpolation.Nearest)),
        new("Shape", "input", "T~ out_type~", node =>
            node.As(Constant.Vector([.. node.ShapeOf("input").Select(extent => (double)extent)]), ModelElementType.Int32)),
        Function("Sigmoid", Activation.Sigmoid),
        new("Softmax", "logits", "T~", node => Pooling.Softmax(node.Sketch, node.Name, node.Real("logits"), -1)),
        new("Squeeze", "input", "T~ squeeze_dims", node => Reshaping.Squeeze(node.View("input"), node.List("squeeze_dims"))),
        Binary("Sub", Elementwise.Subtract, (x, y) => x - y),
        Function("Tanh", Activation.Tanh),
        new("Transpose", "x perm", "T~ Tperm~", node => Reshaping.Transpose(node.View("x"), node.Integers("perm"))),
    }.Concat(TfGraphConvolutions.All).ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static IReadOnlyList<OperatorDoc> Docs => [.. s_all.Values.Select(known => known.Doc).OrderBy(doc => doc.Name, StringComparer.Ordinal)];

    public static TfGraphOperator? Find(string name) => s_all.GetValueOrDefault(name);

    private static TfGraphOperator Function(string name, Activation activation) => new(name, "features", "T~", node => Activate(node, activation));

    private static Value Activate(TfGraphNode node, Activation activation) => Elementwise.Activate(node.Sketch, node.Name, node.Real("features"), activation);

    /// <summary>Real numbers, or, of integers, arithmetic on shapes.</summary>
    private static TfGraphOperator Binary(string name, Func<GraphSketch, string, Value, Value, Value> reals, Func<double, double, double> integers) => new(name, "x y", "T~", node =>
    {
        var (x, y) = (node.View("x"), node.View("y"));
        return x.Element.IsFloat() && y.Element.IsFloat() ? reals(node.Sketch, node.Name, x, y)
            : x is Constant left && y is Constant right && x.Element == y.Element ? Constants.Zip(left, right, integers)
            : throw new ToolException($"arithmetic on tensors of {x.Element} and {y.Element} is not supported; convert them to floats first.");
    });

    private static Value Limited(GraphSketch sketch, string name, Value x, Value y, Func<double, (double Low, double High)> bounds)
    {
        var (low, high) = bounds(y is Constant { Values: [var number] } ? number : x is Constant { Values: [var first] } ? first
            : throw new ToolException($"of {x.ShownShape} and {y.ShownShape} it is not supported; of a tensor and a number, it is."));
        return Elementwise.Clip(sketch, name, y is Constant ? x : y, low, high);
    }

    private static Value AddN(TfGraphNode node)
    {
        var values = node.Reals("inputs");
        return values.Count > 0 ? values.Skip(1).Aggregate(values[0], (sum, value) => Elementwise.Add(node.Sketch, node.Name, sum, value)) : throw new ToolException("it adds nothing.");
    }

    private static Value BiasAdd(TfGraphNode node)
    {
        node.RequireChannelsLast();
        return Elementwise.Add(node.Sketch, node.Name, node.Real("value"), node.Real("bias"));
    }

    /// <summary>Integers become the same floats; constants are cut off towards 0.</summary>
    private static Value Cast(TfGraphNode node)
    {
        var (source, target, value) = (node.Type("SrcT"), node.Type("DstT"), node.View("x"));
        var isExact = source == target || (source.IsInteger() && target.IsFloat());
        return isExact ? node.As(value, target)
            : value is Constant constant && target.IsInteger() ? node.As(Constants.Map(constant, Math.Truncate), target)
            : throw new ToolException($"from {source} to {target} it changes numbers, which is not supported.");
    }

    /// <summary>The last input is the axis.</summary>
    private static Value Concat(TfGraphNode node) => node.LastIntegers("values") is [var axis]
        ? Pooling.Concat(node.Sketch, node.Name, node.Views("values", without: 1), axis)
        : throw new ToolException("its axis is no number.");

    private static TfGraphOperator BatchNorm(string name) => new(name, "x scale offset mean variance", "T~ U~ epsilon data_format is_training=false exponential_avg_factor~", node =>
    {
        node.RequireChannelsLast();
        float[] scale = node.Constant("scale").Floats, offset = node.Constant("offset").Floats, mean = node.Constant("mean").Floats, variance = node.Constant("variance").Floats;
        return Normalising.BatchNorm(node.Sketch, node.Name, node.Real("x"), scale, offset, mean, variance, node.Number("epsilon", 1e-4), -1);
    });

    private static Constant Pack(TfGraphNode node)
    {
        var (values, axis) = (node.Views("values"), node.Integer("axis", 0));
        return values.Count > 0 && values.All(value => value is Constant)
            ? Constants.Concat([.. values.Select(value => (Constant)Reshaping.Unsqueeze(value, [axis]))], axis)
            : throw new ToolException("tensors that are stacked are not supported; constants are.");
    }

    private static Value Pad(TfGraphNode node, double value)
    {
        var pads = node.Integers("paddings");
        int[] before = [.. pads.Where((_, index) => index % 2 == 0)], after = [.. pads.Where((_, index) => index % 2 == 1)];
        return Paddings.Pad(node.Sketch, node.Name, node.Real("input"), before, after, value, Order);
    }

    private static Value Resize(TfGraphNode node, Interpolation method)
    {
        var coordinates = (node.Flag("align_corners"), node.Flag("half_pixel_centers")) switch
        {
            (false, false) => Coordinates.Asymmetric,
            (true, false) => Coordinates.AlignCorners,
            (false, true) => Coordinates.HalfPixel,
            _ => throw new ToolException("it says both align_corners and half_pixel_centers; one is accepted."),
        };
        return node.Integers("size") is [>= 1 and <= 8192 and var height, >= 1 and <= 8192 and var width]
            ? Pooling.Resize(node.Sketch, node.Name, node.Real("images"), new Generator.Graph.Extent(height, width), method, coordinates, Order)
            : throw new ToolException("its size is not rows and columns from 1 to 8192.");
    }
}
