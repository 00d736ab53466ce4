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
        Unary("Abs", UnaryFunction.Abs),
        Binary("Add", Elementwise.Add, (x, y) => x + y),
        Binary("AddV2", Elementwise.Add, (x, y) => x + y),
        new("AddN", "inputs*", "T~ N~", AddN),
        new("AvgPool", "value", Pool, node =>
            Pooling.Average(node.Sketch, node.Name, node.Real("value"), node.Window(node.RowsAndColumns("ksize"), false), countsPadding: false, Order)),
        new("BiasAdd", "value bias", "T~ data_format", BiasAdd),
        new("Cast", "x", "SrcT DstT Truncate=false", Cast) { Limits = "From floats to integers." },
        new("ConcatV2", "values*", "T~ Tidx~ N~", Concat),
        new("DepthToSpace", "input", "T~ block_size data_format", node => Rearranged(node, new DepthToSpace(node.Integer("block_size", 0), DepthOrder.DCR))),
        Function("Elu", Activation.Elu(1)),
        Unary("Erf", UnaryFunction.Erf),
        Unary("Exp", UnaryFunction.Exp),
        new("ExpandDims", "input dim", "T~ Tdim~", node => Reshaping.Unsqueeze(node.View("input"), node.Integers("dim"))),
        BatchNorm("FusedBatchNorm"),
        BatchNorm("FusedBatchNormV2"),
        BatchNorm("FusedBatchNormV3"),
        new("Identity", "input", "T~", node => node.View("input")),
        new("LeakyRelu", "features", "T~ alpha", node => Activate(node, Activation.LeakyRelu(node.Number("alpha", 0.2)))),
        Unary("Log", UnaryFunction.Log),
        new("LogSoftmax", "logits", "T~", node => Pooling.LogSoftmax(node.Sketch, node.Name, node.Real("logits"), -1)),
        Reduction("Max", Reducing.Max),
        Binary("Maximum", (sketch, name, x, y) => Extreme(sketch, name, new Maximum(), x, y, number => (number, double.PositiveInfinity)), Math.Max),
        new("MaxPool", "input", Pool, node => Pooling.Max(node.Sketch, node.Name, node.Real("input"), node.Window(node.RowsAndColumns("ksize"), false), Order)),
        Reduction("Mean", Reducing.Mean),
        Reduction("Min", Reducing.Min),
        Binary("Minimum", (sketch, name, x, y) => Extreme(sketch, name, new Minimum(), x, y, number => (double.NegativeInfinity, number)), Math.Min),
        new("MirrorPad", "input paddings", "T~ Tpaddings~ mode", MirrorPad),
        Binary("Mul", Elementwise.Multiply, (x, y) => x * y),
        new("Neg", "x", "T~", node => Elementwise.Multiply(node.Sketch, node.Name, node.Real("x"), Constant.Scalar(-1))),
        new("Pow", "x y", "T~", node => Powers.Of(node.Sketch, node.Name, node.Real("x"), node.Constant("y"))) { Limits = "Other powers than whole ones from "
            + "-4 to 4, and half of one." },
        new("Pad", "input paddings", "T~ Tpaddings~", node => Pad(node, 0)),
        new("PadV2", "input paddings constant_values", "T~ Tpaddings~", node => Pad(node, node.Constant("constant_values").Number)),
        new("Prelu", "x alpha", "T~", node => NormalizationLowering.PRelu(node.Sketch, node.Name, node.Real("x"), node.Constant("alpha"))),
        Binary("RealDiv", Elementwise.Divide, (_, _) => throw new ToolException("integers are divided.")),
        Function("Relu", Activation.Relu),
        Function("Relu6", Activation.Relu6),
        new("Reshape", "tensor shape", "T~ Tshape~", node => Reshaping.Reshape(node.View("tensor"), node.Integers("shape"))),
        new("ResizeBilinear", "images size", "T~ align_corners half_pixel_centers", node => Resize(node, Interpolation.Bilinear)),
        new("ResizeNearestNeighbor", "images size", "T~ align_corners half_pixel_centers", node => Resize(node, Interpolation.Nearest)),
        new("Rsqrt", "x", "T~", node => Elementwise.Divide(
            node.Sketch,
            node.Name,
            Constant.Scalar(1),
            Elementwise.Apply(node.Sketch, $"{node.Name}/root", node.Real("x"), UnaryFunction.Sqrt))),
        Function("Selu", (sketch, name, value) => Activating.Selu(sketch, name, value, 1.6732632423543772, 1.0507009873554805)),
        new("Shape", "input", "T~ out_type~", node =>
            node.As(Constant.Vector([.. node.ShapeOf("input").Select(extent => (double)extent)]), ModelElementType.Int32)),
        Function("Sigmoid", Activation.Sigmoid, "x"),
        new("Softmax", "logits", "T~", node => Pooling.Softmax(node.Sketch, node.Name, node.Real("logits"), -1)),
        Function("Softplus", Activating.Softplus),
        Function("Softsign", Activating.Softsign),
        new("SpaceToDepth", "input", "T~ block_size data_format", node => Rearranged(node, new SpaceToDepth(node.Integer("block_size", 0), DepthOrder.DCR))),
        Unary("Sqrt", UnaryFunction.Sqrt),
        new("Square", "x", "T~", node => Elementwise.Multiply(node.Sketch, node.Name, node.Real("x"), node.Real("x"))),
        new("SquaredDifference", "x y", "T~", SquaredDifference),
        new("Squeeze", "input", "T~ squeeze_dims", node => Reshaping.Squeeze(node.View("input"), node.List("squeeze_dims"))),
        Binary("Sub", Elementwise.Subtract, (x, y) => x - y),
        Reduction("Sum", Reducing.Sum),
        Function("Tanh", Activation.Tanh, "x"),
        new("Transpose", "x perm", "T~ Tperm~", node => Reshaping.Transpose(node.View("x"), node.Integers("perm"))),
    }.Concat(TfGraphConvolutions.All).Concat(TfGraphParts.All).ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static IReadOnlyList<OperatorDoc> Docs => [.. s_all.Values.Select(known => known.Doc).OrderBy(doc => doc.Name, StringComparer.Ordinal)];

    public static TfGraphOperator? Find(string name) => s_all.GetValueOrDefault(name);

    private static TfGraphOperator Function(string name, Activation activation, string input = "features") =>
        new(name, input, "T~", node => Elementwise.Activate(node.Sketch, node.Name, node.Real(input), activation));

    private static TfGraphOperator Function(string name, Func<GraphSketch, string, Value, Value> apply) =>
        new(name, "features", "T~", node => apply(node.Sketch, node.Name, node.Real("features")));

    private static TfGraphOperator Unary(string name, UnaryFunction function) =>
        new(name, "x", "T~", node => Elementwise.Apply(node.Sketch, node.Name, node.Real("x"), function));

    private static TfGraphOperator Reduction(string name, Func<GraphSketch, string, Value, IReadOnlyList<int>, bool, Value> reduce) =>
        new(name, "input axis", "T~ Tidx~ keep_dims", node =>
        reduce(node.Sketch, node.Name, node.Real("input"), node.Integers("axis"), node.Flag("keep_dims")));

    private static Value Activate(TfGraphNode node, Activation activation) => Elementwise.Activate(node.Sketch, node.Name, node.Real("features"), activation);

    private static Value SquaredDifference(TfGraphNode node)
    {
        var difference = Elementwise.Subtract(node.Sketch, $"{node.Name}/difference", node.Real("x"), node.Real("y"));
        return Elementwise.Multiply(node.Sketch, node.Name, difference, difference);
    }

    private static Value Rearranged(TfGraphNode node, Operation operation)
    {
        node.RequireChannelsLast();
        return node.Integer("block_size", 0) is >= 1 and <= 64
            ? Blocks.Rearrange(node.Sketch, node.Name, node.View("input"), operation, Order)
            : throw new ToolException($"its block_size is {node.Integer("block_size", 0)}; 1 to 64 are accepted.");
    }

    private static Value MirrorPad(TfGraphNode node)
    {
        var (input, pads) = (node.View("input"), node.Integers("paddings"));
        int[] before = [.. pads.Where((_, index) => index % 2 == 0)], after = [.. pads.Where((_, index) => index % 2 == 1)];
        var border = node.Text("mode", "REFLECT") switch
        {
            "REFLECT" => Border.Reflect,
            "SYMMETRIC" => Border.Symmetric,
            var other => throw new ToolException($"its mode is {other}; REFLECT and SYMMETRIC are accepted."),
        };
        return before.Length == input.Shape.Count && after.Length == before.Length
            ? Borders.Of(node.Sketch, node.Name, input, before, after, border)
            : throw new ToolException($"its paddings are {pads.Length} numbers for {input.DisplayShape}; two for each axis are accepted.");
    }

    /// <summary>Real numbers, or, of integers, arithmetic on shapes.</summary>
    private static TfGraphOperator Binary(string name, Func<GraphSketch, string, Value, Value, Value> reals, Func<double, double, double> integers) =>
        new(name, "x y", "T~", node =>
    {
        var (x, y) = (node.View("x"), node.View("y"));
        return x.Element.IsFloat() && y.Element.IsFloat() ? reals(node.Sketch, node.Name, x, y)
            : x is Constant left && y is Constant right && x.Element == y.Element ? Constants.Zip(left, right, integers)
            : throw new ToolException($"arithmetic on tensors of {x.Element} and {y.Element} is not supported; convert them to floats first.");
    });

    private static Value Extreme(
        GraphSketch sketch,
        string name,
        Operation operation,
        Value x,
        Value y,
        Func<double, (double Low, double High)> bounds) => (x, y) switch
        {
            (Symbol tensor, Constant { Values: [var number] }) when y.Shape.Count <= x.Shape.Count => Elementwise
                .Clip(sketch, name, tensor, bounds(number).Low, bounds(number).High),
            (Constant, Symbol) => Extreme(sketch, name, operation, y, x, bounds),
            (Symbol tensor, Constant constant) => Elementwise.Beside(sketch, name, operation, tensor, constant),
            (Symbol first, Symbol second) => Elementwise.Combine(sketch, name, operation, first, second),
            _ => Constants.Zip((Constant)x, (Constant)y, (left, right) => Math.Clamp(left, bounds(right).Low, bounds(right).High)),
        };

    private static Value AddN(TfGraphNode node)
    {
        var values = node.Reals("inputs");
        return values.Count > 0
            ? values.Skip(1).Aggregate(values[0], (sum, value) => Elementwise.Add(node.Sketch, node.Name, sum, value))
            : throw new ToolException("it adds nothing.");
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
        ? Joining.Concat(node.Sketch, node.Name, node.Views("values", without: 1), axis)
        : throw new ToolException("its axis is no number.");

    private static TfGraphOperator BatchNorm(string name) =>
        new(name, "x scale offset mean variance", "T~ U~ epsilon data_format is_training=false exponential_avg_factor~", node =>
    {
        node.RequireChannelsLast();
        float[] scale = node.Constant("scale").Floats, offset = node.Constant("offset").Floats;
        float[] mean = node.Constant("mean").Floats, variance = node.Constant("variance").Floats;
        return NormalizationLowering.BatchNorm(node.Sketch, node.Name, node.Real("x"), scale, offset, mean, variance, node.Number("epsilon", 1e-4), -1);
    });

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
