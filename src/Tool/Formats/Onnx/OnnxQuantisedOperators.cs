using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Operators on integers with a scale and a zero point, as the operators on real numbers that they stand for.</summary>
internal static class OnnxQuantisedOperators
{
    private const string Two = "A A_scale A_zero_point? B B_scale B_zero_point? C_scale C_zero_point?";
    private const string One = "X X_scale X_zero_point? Y_scale Y_zero_point?";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new(
            "QLinearConv",
            10,
            "x x_scale x_zero_point w w_scale w_zero_point y_scale y_zero_point B?",
            OnnxConvolutions.Window,
            node => Conv(node, AxisOrder.Nchw)),
        new("QLinearMatMul", 10, "a a_scale a_zero_point b b_scale b_zero_point y_scale y_zero_point", "", MatMul, "With a matrix that is known."),
        Own("QGemm", "A a_scale a_zero_point B b_scale b_zero_point C? y_scale? y_zero_point?", "alpha transA=0 transB", Gemm),
        Own("QLinearAdd", Two, "", node => Pair(node, new Add(), Elementwise.Add)),
        Own(
            "QLinearAveragePool",
            One,
            "auto_pad ceil_mode channels_last count_include_pad kernel_shape pads strides",
            node => Single(node, input => Average(node, input, Order(node)))),
        Own("QLinearConcat", "Y_scale Y_zero_point inputs*", "axis", Concat),
        Own(
            "QLinearConv",
            "x x_scale x_zero_point w w_scale w_zero_point y_scale y_zero_point B?",
            OnnxConvolutions.Window + " channels_last",
            node => Conv(node, Order(node))),
        Own("QLinearGlobalAveragePool", One, "channels_last", node => Single(node, input => OnnxPoolings.GlobalAverage(node, input, Order(node)))),
        Own(
            "QLinearLeakyRelu",
            One,
            "alpha",
            node => Single(node, input => Elementwise.Activate(node.Sketch, node.Name, input, Activation.LeakyRelu(node.Number("alpha", 0.01))))),
        Own("QLinearMul", Two, "", node => Pair(node, new Mul(), Elementwise.Multiply)),
        Own("QLinearReduceMean", "data data_scale data_zero_point? reduced_scale reduced_zero_point?", "axes keepdims", ReduceMean),
        Own("QLinearSigmoid", One, "", node => Single(node, input => Elementwise.Activate(node.Sketch, node.Name, input, Activation.Sigmoid))),
        Own("QLinearSoftmax", One, "axis opset", node => Single(node, input => Softmax(node, input))),
    ];

    private static OnnxOperator Own(string name, string inputs, string attributes, Func<OnnxNode, Value> read) =>
        new(name, 1, inputs, attributes, read) { Domain = OnnxOperator.Microsoft };

    private static AxisOrder Order(OnnxNode node) => node.Flag("channels_last") ? AxisOrder.Nhwc : AxisOrder.Nchw;

    private static Value Single(OnnxNode node, Func<Value, Value> operation) => node.KeepsIntegers
        ? OnnxIntegers.Made(node, () => operation(Integers(node, 0)), End(node, 3))
        : OnnxQuantised.Integers(node, operation(OnnxQuantised.Real(node, 0, 1)), 3);

    private static Value Pair(OnnxNode node, Operation integers, Func<GraphSketch, string, Value, Value, Value> operation) => node.KeepsIntegers
        ? OnnxIntegers.Pair(node, integers, OnnxQuantised.Real(node, 0, 1), OnnxQuantised.Real(node, 3, 1), End(node, 6))
            ?? throw new ToolException("it computes with constants of several scales, or with constants only.")
        : OnnxQuantised.Integers(node, operation(node.Sketch, node.Name, OnnxQuantised.Real(node, 0, 1), OnnxQuantised.Real(node, 3, 1)), 6);

    private static IntegerEnd End(OnnxNode node, int scale) => new(OnnxQuantised.QuantisationOf(node, scale));

    /// <summary>An input of integers, with the scale and zero point that follow it.</summary>
    private static Symbol Integers(OnnxNode node, int input) => OnnxQuantised.Real(node, input, 1) is Symbol { IsView: true } view
        ? view
        : throw new ToolException($"its input {input + 1} has not the scale that made it, or is a constant.");

    private static StoredIntegers Kernel(OnnxNode node, int axis) => ((Constant)Known(OnnxQuantised.Real(node, 3, axis))).Stored!;

    /// <summary>Padding that counts has no layer of integers; where there is none, it does not matter.</summary>
    private static Value Average(OnnxNode node, Value input, AxisOrder order) => !node.KeepsIntegers
        ? OnnxPoolings.Average(node, input, order)
        : OnnxPoolings.CountsBorder(node)
        ? OnnxPoolings.Average(node, Quantising.Floats(node.Sketch, (Symbol)input), order)
        : OnnxPoolings.Average(node, input, order, counts: false);

    private static Value Conv(OnnxNode node, AxisOrder order)
    {
        if (node.KeepsIntegers)
        {
            return OnnxIntegers.Convolve(node, Integers(node, 0), Kernel(node, 0), IntegerBias(node, 8), order, End(node, 6));
        }

        var kernel = (Constant)Known(OnnxQuantised.Real(node, 3, 0));
        return OnnxQuantised.Integers(node, OnnxConvolutions.Conv(node, OnnxQuantised.Real(node, 0, 1), kernel, Bias(node, 8, kernel.Shape[0]), order), 6);
    }

    private static Value MatMul(OnnxNode node)
    {
        if (node.KeepsIntegers)
        {
            return OnnxIntegers.Connect(node, Integers(node, 0), Kernel(node, 1), isTransposed: false, null, End(node, 6));
        }

        var matrix = (Constant)Known(OnnxQuantised.Real(node, 3, 1));
        return OnnxQuantised.Integers(
            node,
            ConvolutionLowering.Dense(node.Sketch, node.Name, OnnxQuantised.Real(node, 0, 1), OnnxConvolutions.Transposed(matrix), null),
            6);
    }

    private static Value Gemm(OnnxNode node)
    {
        var isTransposed = node.Integer("transB", 0) != 0;
        if (node.KeepsIntegers && node.Has(7))
        {
            var alpha32 = (float)node.Number("alpha", 1);
            var integers = Kernel(node, isTransposed ? 0 : 1);
            return OnnxIntegers.Connect(
                node,
                Integers(node, 0),
                integers with { Scale = [.. integers.Scale.Select(scale => scale * alpha32)] },
                isTransposed,
                IntegerBias(node, 6),
                End(node, 7));
        }

        var matrix = (Constant)Known(OnnxQuantised.Real(node, 3, isTransposed ? 0 : 1));
        var alpha = node.Number("alpha", 1);
        var kernel = Constants.Map(isTransposed ? matrix : OnnxConvolutions.Transposed(matrix), value => value * alpha);
        var bias = Bias(node, 6, kernel.Shape[0], alpha);
        var result = ConvolutionLowering.Dense(node.Sketch, node.Name, Floats(node, OnnxQuantised.Real(node, 0, 1)), kernel, bias);
        return node.Has(7) ? OnnxQuantised.Integers(node, result, 7) : result;
    }

    private static Value Floats(OnnxNode node, Value value) => value is Symbol { IsView: true } view ? Quantising.Floats(node.Sketch, view) : value;

    private static Constant? IntegerBias(OnnxNode node, int input) =>
        node.ConstantOrNull(input) is { Element: not ModelElementType.Int32 and var element }
            ? throw new ToolException($"its bias is of {element}; Int32 is accepted.")
            : node.ConstantOrNull(input);

    /// <summary>A bias of integers has the input's scale times the kernel's.</summary>
    private static Constant? Bias(OnnxNode node, int input, int outputs, double alpha = 1)
    {
        if (node.ConstantOrNull(input) is not { } integers)
        {
            return null;
        }

        var scale = Constants.Map(node.Constant(4), value => value * node.Constant(1).Number * alpha);
        return integers.Element == ModelElementType.Int32
            ? Constants.Zip(
                OnnxConvolutions.Vector(integers, outputs).As(ModelElementType.Float64),
                OnnxConvolutions.Vector(scale, outputs),
                (value, step) => value * step)
            : throw new ToolException($"its bias is of {integers.Element}; Int32 is accepted.");
    }

    /// <summary>Tensors with a scale and a zero point each.</summary>
    private static Value Concat(OnnxNode node)
    {
        if (node.InputCount < 5 || (node.InputCount - 2) % 3 != 0)
        {
            throw new ToolException($"it has {node.InputCount} inputs; a scale and a zero point, and three for each tensor, are accepted.");
        }

        var tensors = Enumerable.Range(0, (node.InputCount - 2) / 3).Select(index => OnnxQuantised.Real(node, 2 + (3 * index), 1)).ToList();
        if (node.KeepsIntegers)
        {
            return tensors.TrueForAll(tensor => tensor is Symbol { IsView: true })
                ? OnnxIntegers.Made(node, () => Joining.Concat(node.Sketch, node.Name, tensors, node.Integer("axis", 0)), End(node, 0))
                : throw new ToolException("it joins constants, or tensors that have not the scales that made them.");
        }

        return OnnxQuantised.Integers(node, Joining.Concat(node.Sketch, node.Name, tensors, node.Integer("axis", 0)), 0);
    }

    private static Value ReduceMean(OnnxNode node) =>
        Single(node, input => Reducing.Mean(node.Sketch, node.Name, input, node.Integers("axes") ?? [], node.Flag("keepdims", true)));

    /// <summary>In the operator sets before 13 it runs over all axes from one on.</summary>
    private static Value Softmax(OnnxNode node, Value input)
    {
        var axis = node.Integer("axis", -1);
        return node.Integer("opset", 13) >= 13 || input.Shape.Skip(Reshaping.Axis(axis, input.Shape.Count) + 1).All(extent => extent == 1)
            ? Pooling.Softmax(node.Sketch, node.Name, input, axis)
            : throw new ToolException($"it runs over all axes from {axis} of {input.DisplayShape}.");
    }

    private static Value Known(Value value) => value as Constant ?? throw new ToolException("its weights are computed by the network; constants are accepted.");
}
