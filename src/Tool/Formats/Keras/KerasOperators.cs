using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What the operators of <c>keras.ops</c> mean, which stand between layers: arithmetic on tensors, and calls of functions.</summary>
internal static class KerasOperators
{
    /// <summary>TensorFlow's and Keras' for the function; the layer's is another.</summary>
    private const double LeakySlope = 0.2;

    public static IReadOnlyList<KerasOperator> All { get; } =
    [
        Function("Abs", UnaryFunction.Abs),
        Function("Absolute", UnaryFunction.Abs),
        new("Add", "x1 x2", op => Elementwise.Add(op.Sketch, op.Name, op.Value("x1"), op.Value("x2"))),
        new("Cast", "x dtype", Cast) { Limits = "To floats." },
        new("Clip", "x x_min x_max", op => Elementwise.Clip(
            op.Sketch,
            op.Name,
            op.Value("x"),
            op.Number("x_min", double.NegativeInfinity),
            op.Number("x_max", double.PositiveInfinity))),
        new("Concatenate", "xs axis", op => Joining.Concat(op.Sketch, op.Name, op.Values("xs"), op.Integers("axis") is [var axis] ? axis : -1)),
        new("Divide", "x1 x2", Divide),
        new("Elu", "x alpha", op => Activate(op, Activation.Elu(op.Number("alpha", 1)))),
        Function("Exp", UnaryFunction.Exp),
        new("ExpandDims", "x axis", op => Reshaping.Unsqueeze(op.Elements("x"), op.Integers("axis") ?? [])),
        new("Gelu", "x approximate", op => Activate(op, op.Flag("approximate", false) ? Activation.GeluTanh : Activation.Gelu)),
        new("GetItem", "x key", KerasSlices.Item) { Limits = "Slices, indices and an ellipsis." },
        new("HardSigmoid", "x", op => Activate(op, Activation.HardSigmoid)),
        new("HardSilu", "x", op => Activate(op, Activation.HardSwish)),
        new("HardTanh", "x", op => Elementwise.Clip(op.Sketch, op.Name, op.Value("x"), -1, 1)),
        new("Identity", "x", op => op.Elements("x")),
        new("LeakyRelu", "x negative_slope", op => Activate(op, Activation.LeakyRelu(op.Number("negative_slope", LeakySlope)))),
        Function("Log", UnaryFunction.Log),
        new("LogSoftmax", "x axis", op => Pooling.LogSoftmax(op.Sketch, op.Name, op.Value("x"), Axes(op))),
        new(
            "Max",
            "x axis keepdims initial=null",
            op => Reducing.Max(op.Sketch, op.Name, op.Value("x"), op.Integers("axis") ?? [], op.Flag("keepdims", false))),
        new("Maximum", "x1 x2", op => Bound(op, new Maximum(), (value, bound) => Elementwise.Clip(op.Sketch, op.Name, value, bound, double.PositiveInfinity))),
        new("Mean", "x axis keepdims", op => Reducing.Mean(op.Sketch, op.Name, op.Value("x"), op.Integers("axis") ?? [], op.Flag("keepdims", false))),
        new(
            "Min",
            "x axis keepdims initial=null",
            op => Reducing.Min(op.Sketch, op.Name, op.Value("x"), op.Integers("axis") ?? [], op.Flag("keepdims", false))),
        new("Minimum", "x1 x2", op => Bound(op, new Minimum(), (value, bound) => Elementwise.Clip(op.Sketch, op.Name, value, double.NegativeInfinity, bound))),
        new("Mish", "x", op => Activating.Mish(op.Sketch, op.Name, op.Value("x"))),
        new("Multiply", "x1 x2", op => Elementwise.Multiply(op.Sketch, op.Name, op.Value("x1"), op.Value("x2"))),
        new("Negative", "x", op => Elementwise.Multiply(op.Sketch, op.Name, op.Value("x"), Constant.Scalar(-1))),
        new("Pad", "x constant_values pad_width mode=constant", Pad) { Limits = "Rows and columns, with one number." },
        new(
            "Power",
            "x1 x2",
            op => Powers.Of(op.Sketch, op.Name, op.Value("x1"), op.Value("x2") as Constant ?? throw new ToolException("its power is computed by the network; "
                + "a constant is accepted."))) { Limits = "A whole power from -4 to 4, or half of one." },
        new("Reciprocal", "x", op => Elementwise.Divide(op.Sketch, op.Name, Constant.Scalar(1), op.Value("x"))),
        new("Relu", "x", op => Activate(op, Activation.Relu)),
        new("Relu6", "x", op => Activate(op, Activation.Relu6)),
        new("Reshape", "x newshape", op => Reshaping.Reshape(op.Elements("x"), op.Integers("newshape") ?? [])),
        new("Resize", "images size interpolation antialias=false crop_to_aspect_ratio=false pad_to_aspect_ratio=false preserve_aspect_ratio=false "
            + "data_format=channels_last fill_mode~ fill_value~", Resize) { Limits = "nearest and bilinear." },
        new("Rsqrt", "x", op => Elementwise.Divide(
            op.Sketch,
            op.Name,
            Constant.Scalar(1),
            Elementwise.Apply(op.Sketch, $"{op.Name}_root", op.Value("x"), UnaryFunction.Sqrt))),
        new("Selu", "x", op => Activating.Selu(op.Sketch, op.Name, op.Value("x"), KerasActivations.SeluAlpha, KerasActivations.SeluScale)),
        new("Sigmoid", "x", op => Activate(op, Activation.Sigmoid)),
        new("Silu", "x", op => Activate(op, Activation.Swish)),
        new("Softmax", "x axis", op => Pooling.Softmax(op.Sketch, op.Name, op.Value("x"), Axes(op))),
        new("Softplus", "x", op => Activating.Softplus(op.Sketch, op.Name, op.Value("x"))),
        new("Softsign", "x", op => Activating.Softsign(op.Sketch, op.Name, op.Value("x"))),
        Function("Sqrt", UnaryFunction.Sqrt),
        new("Square", "x", op => Elementwise.Multiply(op.Sketch, op.Name, op.Value("x"), op.Value("x"))),
        new("Squeeze", "x axis", op => Reshaping.Squeeze(op.Elements("x"), op.Integers("axis") ?? [])),
        new("Stack", "x axis", op => Joining.Concat(
            op.Sketch,
            op.Name,
            [.. op.Values("x").Select(value => Reshaping.Unsqueeze(value, [op.Integers("axis") is [var axis] ? axis : 0]))],
            op.Integers("axis") is [var at] ? at : 0)),
        new("Subtract", "x1 x2", op => Elementwise.Subtract(op.Sketch, op.Name, op.Value("x1"), op.Value("x2"))),
        new("Sum", "x axis keepdims", op => Reducing.Sum(op.Sketch, op.Name, op.Value("x"), op.Integers("axis") ?? [], op.Flag("keepdims", false))),
        new("Tanh", "x", op => Activate(op, Activation.Tanh)),
        new("Transpose", "x axes", op => Reshaping.Transpose(
            op.Elements("x"),
            op.Integers("axes") ?? [.. Enumerable.Range(0, op.Elements("x").Shape.Count).Reverse()])) { Limits = "Around the ends of a network." },
        new("TrueDivide", "x1 x2", Divide),
    ];

    private static readonly Dictionary<string, KerasOperator> s_byName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static KerasOperator? Find(string name) => s_byName.GetValueOrDefault(name);

    private static Value Activate(KerasOperands op, Activation activation) => Elementwise.Activate(op.Sketch, op.Name, op.Value("x"), activation);

    /// <summary>A quotient is a float, also of integers.</summary>
    private static Value Divide(KerasOperands op) =>
        Elementwise.Divide(
            op.Sketch,
            op.Name,
            op.Elements("x1") with { Element = ModelElementType.Float32 },
            op.Elements("x2") with { Element = ModelElementType.Float32 });

    private static Value Cast(KerasOperands op)
    {
        var (value, type) = (op.Elements("x"), op.Text("dtype", "float32"));
        return type is "float32" or "float16" or "bfloat16" or "float64"
            ? value with { Element = ModelElementType.Float32 }
            : throw new ToolException($"its dtype is {type}; floats are accepted.");
    }

    private static KerasOperator Function(string name, UnaryFunction function) =>
        new(name, "x", op => Elementwise.Apply(op.Sketch, op.Name, op.Value("x"), function));

    private static int[] Axes(KerasOperands op) => op.Integers("axis") is { Count: > 0 } axes ? [.. axes] : [-1];

    private static Value Bound(KerasOperands op, Operation operation, Func<Value, double, Value> clip) => (op.Value("x1"), op.Value("x2")) switch
    {
        (var value, Constant { Values: [var bound] }) => clip(value, bound),
        (Constant { Values: [var bound] }, var value) => clip(value, bound),
        (Symbol tensor, Constant bounds) => Elementwise.Beside(op.Sketch, op.Name, operation, tensor, bounds),
        (Constant bounds, Symbol tensor) => Elementwise.Beside(op.Sketch, op.Name, operation, tensor, bounds),
        (Symbol first, Symbol second) => Elementwise.Combine(op.Sketch, op.Name, operation, first, second),
        _ => throw new ToolException("it compares constants; a tensor is accepted."),
    };

    private static Value Pad(KerasOperands op)
    {
        var (value, margins) = (op.Value("x"), op.Integers("pad_width") ?? []);
        return margins.Count == 2 * value.Shape.Count
            ? Paddings.Pad(
                op.Sketch,
                op.Name,
                value,
                [.. margins.Where((_, index) => index % 2 == 0)],
                [.. margins.Where((_, index) => index % 2 == 1)],
                op.Number("constant_values", 0),
                AxisOrder.Nhwc)
            : throw new ToolException($"its pad_width has {margins.Count} numbers; two for each axis are accepted.");
    }

    private static Value Resize(KerasOperands op)
    {
        var size = op.Integers("size") is [var rows and >= 1 and <= 8192, var columns and >= 1 and <= 8192]
            ? new Extent(rows, columns)
            : throw new ToolException("its size is not two numbers from 1 to 8192.");
        var method = op.Text("interpolation", "bilinear") switch
        {
            "nearest" => Interpolation.Nearest,
            "bilinear" => Interpolation.Bilinear,
            var other => throw new ToolException($"its interpolation is {other}; nearest and bilinear are accepted."),
        };
        return Pooling.Resize(op.Sketch, op.Name, op.Value("images"), size, method, Coordinates.HalfPixel, AxisOrder.Nhwc);
    }
}
