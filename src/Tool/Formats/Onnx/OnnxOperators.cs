using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>What the operators of ONNX mean, by name.</summary>
internal static class OnnxOperators
{
    private const AxisOrder Order = AxisOrder.Nchw;

    public static readonly IReadOnlyDictionary<string, Func<OnnxNode, Value>> All = new Dictionary<string, Func<OnnxNode, Value>>(StringComparer.Ordinal)
    {
        ["Add"] = node => Elementwise.Add(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["AveragePool"] = AveragePool,
        ["BatchNormalization"] = BatchNormalization,
        ["Cast"] = node => node.Input(),
        ["Clip"] = Clip,
        ["Concat"] = node => Pooling.Concat(node.Sketch, node.Name, node.Inputs(), node.Integer("axis", 0)),
        ["Constant"] = Constant,
        ["ConstantOfShape"] = ConstantOfShape,
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
        ["DequantizeLinear"] = OnnxQuantised.Dequantize,
        ["Div"] = node => Elementwise.Divide(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Dropout"] = node => node.Input(),
        ["Flatten"] = node => Reshaping.Flatten(node.Input(), node.Integer("axis", 1)),
        ["Floor"] = node => Folded(node, Math.Floor),
        ["Gather"] = node => Constants.Take((Constant)Known(node), node.Constant(1), node.Integer("axis", 0)),
        ["Gemm"] = Gemm,
        ["GlobalAveragePool"] = node => Pooling.Mean(node.Sketch, node.Name, node.Input(), [2, 3], keepsAxes: true),
        ["HardSigmoid"] = HardSigmoid,
        ["HardSwish"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.HardSwish),
        ["Identity"] = node => node.Input(),
        ["LeakyRelu"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.LeakyRelu(node.Number("alpha", 0.01))),
        ["MatMul"] = MatMul,
        ["Max"] = node => Bound(node, (value, bound) => Elementwise.Clip(node.Sketch, node.Name, value, bound, double.PositiveInfinity)),
        ["MaxPool"] = MaxPool,
        ["Min"] = node => Bound(node, (value, bound) => Elementwise.Clip(node.Sketch, node.Name, value, double.NegativeInfinity, bound)),
        ["Mul"] = node => Elementwise.Multiply(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Neg"] = node => Elementwise.Multiply(node.Sketch, node.Name, node.Input(), Import.Constant.Scalar(-1)),
        ["Pad"] = Pad,
        ["PRelu"] = PRelu,
        ["QLinearAdd"] = OnnxQuantised.Add,
        ["QLinearConv"] = OnnxQuantised.Conv,
        ["QLinearGlobalAveragePool"] = node => Pooling.Mean(node.Sketch, node.Name, node.Input(), [2, 3], keepsAxes: true),
        ["QLinearMatMul"] = OnnxQuantised.MatMul,
        ["QuantizeLinear"] = OnnxQuantised.Quantize,
        ["ReduceMean"] = node => Pooling.Mean(node.Sketch, node.Name, node.Input(), node.IntegersOrInput("axes", 1) ?? [], node.Integer("keepdims", 1) != 0),
        ["Relu"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Relu),
        ["Reshape"] = Reshape,
        ["Resize"] = OnnxResizing.Resize,
        ["Shape"] = node => Import.Constant.Vector([.. node.Input().Shape.Select(extent => (double)extent)]),
        ["Sigmoid"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Sigmoid),
        ["Slice"] = Slice,
        ["Softmax"] = Softmax,
        ["Sqrt"] = node => Folded(node, Math.Sqrt),
        ["Squeeze"] = node => Reshaping.Squeeze(node.Input(), node.IntegersOrInput("axes", 1) ?? []),
        ["Sub"] = node => Elementwise.Subtract(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Sum"] = node => node.Inputs().Skip(1).Aggregate(node.Input(), (sum, next) => Elementwise.Add(node.Sketch, node.Name, sum, next)),
        ["Tanh"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Tanh),
        ["Transpose"] = node => Reshaping.Transpose(node.Input(), node.Integers("perm") ?? [.. Enumerable.Range(0, node.Input().Shape.Count).Reverse()]),
        ["Unsqueeze"] = node => Reshaping.Unsqueeze(node.Input(), node.IntegersOrInput("axes", 1) ?? []),
        ["Upsample"] = OnnxResizing.Upsample,
    };

    private static Value Conv(OnnxNode node)
    {
        var kernel = node.Constant(1);
        return Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, node.ConstantOrNull(2), node.Window(KernelOf(kernel)), node.Integer("group", 1), Order);
    }

    private static Value ConvTranspose(OnnxNode node)
    {
        var kernel = node.Constant(1);
        var window = node.Window(KernelOf(kernel));
        return !node.HasAttribute("output_shape") && window.Padding.Mode != PaddingMode.Same
            ? Convolving.ConvolveTransposed(node.Sketch, node.Name, node.Input(), kernel, node.ConstantOrNull(2), window, node.Pair("output_padding") ?? default, node.Integer("group", 1), Order)
            : throw new ToolException("its output_shape or auto_pad is set; pads are accepted.");
    }

    public static Extent KernelOf(Constant kernel) => kernel.Shape.Count == 4
        ? new Extent(kernel.Shape[2], kernel.Shape[3])
        : throw new ToolException($"its kernel is {kernel.ShownShape}; two-dimensional convolutions are accepted.");

    private static Value AveragePool(OnnxNode node)
    {
        var window = PoolingWindow(node);
        return Pooling.Average(node.Sketch, node.Name, node.Input(), window, node.Integer("count_include_pad", 0) != 0, Order);
    }

    private static Value MaxPool(OnnxNode node) => Pooling.Max(node.Sketch, node.Name, node.Input(), PoolingWindow(node), Order);

    private static Window PoolingWindow(OnnxNode node)
    {
        var window = node.Window(node.Pair("kernel_shape") ?? throw new ToolException("its kernel_shape is missing."));
        if (window.Dilation != Extent.One)
        {
            throw new ToolException("a dilated pooling is not supported.");
        }

        return node.Integer("ceil_mode", 0) == 0 || (window.Padding.Amount.IsNone && node.Input().Shape is [_, _, var height, var width]
            && (height - window.Kernel.Height) % window.Stride.Height == 0 && (width - window.Kernel.Width) % window.Stride.Width == 0)
            ? window
            : throw new ToolException("its ceil_mode adds a partial window, which is not supported.");
    }

    private static Symbol BatchNormalization(OnnxNode node)
    {
        var (scale, shift, mean, variance) = (node.Constant(1), node.Constant(2), node.Constant(3), node.Constant(4));
        return Normalising.BatchNorm(node.Sketch, node.Name, node.Input(), scale.Floats, shift.Floats, mean.Floats, variance.Floats, node.Number("epsilon", 1e-5), 1);
    }

    private static Value Clip(OnnxNode node)
    {
        var low = node.HasAttribute("min") ? node.Number("min", 0) : node.ConstantOrNull(1)?.Number ?? double.NegativeInfinity;
        var high = node.HasAttribute("max") ? node.Number("max", 0) : node.ConstantOrNull(2)?.Number ?? double.PositiveInfinity;
        return Elementwise.Clip(node.Sketch, node.Name, node.Input(), low, high);
    }

    private static Value HardSigmoid(OnnxNode node)
    {
        var (alpha, beta) = (node.Number("alpha", 0.2), node.Number("beta", 0.5));
        return (float)alpha == 1f / 6 && beta == 0.5
            ? Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.HardSigmoid)
            : Elementwise.Clip(node.Sketch, node.Name, Elementwise.Add(node.Sketch, node.Name, Elementwise.Multiply(node.Sketch, node.Name, node.Input(), Import.Constant.Scalar(alpha)), Import.Constant.Scalar(beta)), 0, 1);
    }

    private static Value Pad(OnnxNode node)
    {
        var pads = node.IntegersOrInput("pads", 1) ?? throw new ToolException("its pads are missing.");
        var (value, rank) = (node.ConstantOrNull(2)?.Number ?? node.Number("value", 0), pads.Count / 2);
        return node.Text("mode", "constant") == "constant"
            ? Paddings.Pad(node.Sketch, node.Name, node.Input(), [.. pads.Take(rank)], [.. pads.Skip(rank)], value, Order)
            : throw new ToolException($"its mode is {node.Text("mode", "")}; constant is accepted.");
    }

    private static Symbol PRelu(OnnxNode node) => Normalising.PRelu(node.Sketch, node.Name, node.Input(), node.Constant(1));

    private static Value Gemm(OnnxNode node)
    {
        if (node.Integer("transA", 0) != 0)
        {
            throw new ToolException("its transA is not 0.");
        }

        var kernel = node.Integer("transB", 0) != 0 ? node.Constant(1) : Transposed(node.Constant(1));
        var (alpha, beta) = (node.Number("alpha", 1), node.Number("beta", 1));
        var bias = node.ConstantOrNull(2) is { } shift ? Vector(Constants.Map(shift, value => value * beta), kernel.Shape[0]) : null;
        return Convolving.Dense(node.Sketch, node.Name, node.Input(), Constants.Map(kernel, value => value * alpha), bias);
    }

    private static Value MatMul(OnnxNode node) => Convolving.Dense(node.Sketch, node.Name, node.Input(), Transposed(node.Constant(1)), null);

    public static Constant Transposed(Constant matrix) => matrix.Shape.Count == 2
        ? Constants.Transpose(matrix, [1, 0])
        : throw new ToolException($"its second factor is {matrix.ShownShape}; a matrix is accepted.");

    private static Constant Vector(Constant bias, int length) => bias.Values.Length == length
        ? new Constant([length], bias.Values)
        : bias.Values.Length == 1 ? new Constant([length], [.. Enumerable.Repeat(bias.Number, length)]) : throw new ToolException($"its bias is {bias.ShownShape} for {length} outputs.");

    private static Value Softmax(OnnxNode node)
    {
        var rank = node.Input().Shape.Count;
        var axis = node.Integer("axis", node.OperatorSet < 13 ? 1 : -1);

        // Before set 13 softmax runs over all axes from this one on.
        return node.OperatorSet < 13 && node.Input().Shape.Skip(Reshaping.Axis(axis, rank) + 1).Any(extent => extent != 1)
            ? throw new ToolException($"it runs over all axes from {axis} of {node.Input().ShownShape}.")
            : Pooling.Softmax(node.Sketch, node.Name, node.Input(), axis);
    }

    private static Value Reshape(OnnxNode node)
    {
        var shape = node.IntegersOrInput("shape", 1) ?? throw new ToolException("its shape is missing.");
        var input = node.Input();
        return Reshaping.Reshape(input, node.Integer("allowzero", 0) != 0 ? shape : [.. shape.Select((extent, axis) => extent == 0 && axis < input.Shape.Count ? input.Shape[axis] : extent)]);
    }

    private static Constant Constant(OnnxNode node) => node switch
    {
        _ when node.Tensor("value") is { } tensor => OnnxTensors.Read(tensor),
        _ when node.HasAttribute("value_float") => Import.Constant.Scalar(node.Number("value_float", 0)),
        _ when node.HasAttribute("value_int") => Import.Constant.Scalar(node.Integer("value_int", 0)),
        _ when node.Numbers("value_floats") is { } numbers => Import.Constant.Vector([.. numbers]),
        _ when node.Integers("value_ints") is { } integers => Import.Constant.Vector([.. integers.Select(value => (double)value)]),
        _ => throw new ToolException("its value is missing."),
    };

    private static Constant ConstantOfShape(OnnxNode node)
    {
        var shape = node.Constant(0).Integers();
        var value = node.Tensor("value") is { } tensor ? OnnxTensors.Read(tensor).Values.FirstOrDefault() : 0;
        Constants.RequireNotGrown(Import.Constant.LengthOf(shape), 1);
        return new Constant(shape, [.. Enumerable.Repeat(value, Import.Constant.LengthOf(shape))]);
    }

    private static Value Slice(OnnxNode node)
    {
        var starts = node.IntegersOrInput("starts", 1) ?? throw new ToolException("its starts are missing.");
        var ends = node.IntegersOrInput("ends", 2) ?? throw new ToolException("its ends are missing.");
        var axes = node.IntegersOrInput("axes", 3) ?? [.. Enumerable.Range(0, starts.Count)];
        var steps = node.ConstantOrNull(4)?.Integers() ?? [.. Enumerable.Repeat(1, starts.Count)];
        if (ends.Count != starts.Count || axes.Count != starts.Count || steps.Length != starts.Count)
        {
            throw new ToolException("its starts, ends, axes and steps are not equally many.");
        }

        var value = node.Input();
        for (var index = 0; index < starts.Count; index++)
        {
            var axis = Reshaping.Axis(axes[index], value.Shape.Count);
            if (value is Constant constant)
            {
                value = Constants.Slice(constant, axis, starts[index], ends[index], steps[index]);
            }
            else if (starts[index] != 0 || ends[index] < value.Shape[axis] || steps[index] != 1)
            {
                throw new ToolException("a part of a tensor is not supported; a part of a shape is.");
            }
        }

        return value;
    }

    private static Value Bound(OnnxNode node, Func<Value, double, Value> clip) => (node.Inputs()) switch
    {
        [var value, Constant { Values: [var bound] }] => clip(value, bound),
        [Constant { Values: [var bound] }, var value] => clip(value, bound),
        _ => throw new ToolException("a tensor and one number are accepted."),
    };

    private static Value Known(OnnxNode node) => node.Input() as Constant ?? throw new ToolException("a part of a tensor is not supported; a part of a shape is.");

    private static Constant Folded(OnnxNode node, Func<double, double> function) => Constants.Map((Constant)Known(node), function);
}
