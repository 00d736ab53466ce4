using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>What a drawn layer is: a node on real numbers, and the operator on integers that computes the same; or null where there is none.</summary>
/// <param name="Real">The node, of the names of real numbers.</param>
/// <param name="Inputs">What it reads, of integers.</param>
/// <param name="Own">The operator on integers, without its inputs; or null.</param>
/// <param name="Order">How that takes its inputs.</param>
/// <param name="KeepsScale">True if its result has the input's scale.</param>
internal sealed record DrawnLayer(NodeProto Real, DrawnTensor[] Inputs, NodeProto? Own = null, Order Order = Order.InputsFirst, bool KeepsScale = false);

/// <summary>Where an operator on integers has its inputs' scales and its result's.</summary>
internal enum Order
{
    InputsFirst,
    ResultFirst,
    ResultBeforeBias,
    BiasBeforeResult,
    IntegersOnly,
}

/// <summary>Draws layers of quantised networks.</summary>
internal sealed class DrawnIntegerLayers(DrawnIntegers draw, OnnxType weights, bool isOwn)
{
    /// <summary>A layer that can read a tensor, and others that were made before it; the first is a convolution, which says where channels are.</summary>
    public DrawnLayer Of(DrawnTensor input, IReadOnlyList<DrawnTensor> earlier) => earlier.Count == 1 ? Convolution(input)
        : input.Shape.Length == 2
        ? draw.One(() => Dense(input), () => Dense(input), () => input.Shape[1] > 1 ? Softmax(input) : Dense(input), () => Function(input, "Sigmoid"))()
        : draw.One<Func<DrawnLayer>>(
            () => Convolution(input),
            () => Convolution(input),
            () => Convolution(input),
            () => Pair(input, earlier, draw.One("Add", "Mul")),
            () => Pair(input, earlier, "Add"),
            () => Concat(input, earlier),
            () => Pool(input),
            () => new DrawnLayer(Operator("GlobalAveragePool"), [input], Own("GlobalAveragePool", Integer("channels_last", 0))),
            () => Function(input, draw.One("Sigmoid", "LeakyRelu", "HardSwish", "Relu", "Tanh")),
            () => Moved(input),
            () => new DrawnLayer(Operator("Flatten"), [input], KeepsScale: true))();

    private static NodeProto Operator(string kind, params AttributeProto[] attributes) => Node(kind, [], "", attributes);

    private static NodeProto Own(string kind, params AttributeProto[] attributes)
    {
        var node = Node("QLinear" + kind, [], "", attributes);
        node.Domain = OnnxOperator.Microsoft;
        return node;
    }

    private DrawnLayer Convolution(DrawnTensor input)
    {
        var channels = input.Shape[1];
        var group = draw.One(1, 1, channels);
        var filters = group * draw.Between(1, group == 1 ? 9 : 2);
        int[] kernel = [draw.Between(1, 3), draw.Between(1, 3)];
        var kernels = draw.Weights(weights, [filters, channels / group, .. kernel], 0, draw.Flip(), 1f / (channels / group * kernel[0] * kernel[1]));
        AttributeProto[] attributes =
        [
            Integer("group", group),
            Integers("kernel_shape", kernel[0], kernel[1]),
            Integers("pads", [.. Enumerable.Range(0, 4).Select(side => (long)draw.Between(0, Math.Min(1, kernel[side % 2] - 1)))]),
            Integers("strides", draw.Between(1, 2), draw.Between(1, 2)),
        ];
        DrawnTensor[] bias = draw.Flip() ? [draw.Bias(input, kernels, filters)] : [];
        return new DrawnLayer(Operator("Conv", attributes), [input, kernels, .. bias], Operator("QLinearConv", attributes), Order.ResultBeforeBias);
    }

    private DrawnLayer Dense(DrawnTensor input)
    {
        var (inputs, outputs, isPerPlace) = (input.Shape[1], draw.Between(2, 9), draw.Flip());
        if (draw.Flip())
        {
            var matrix = draw.Weights(weights, [inputs, outputs], 1, isPerPlace, 1f / inputs);
            return new DrawnLayer(Operator("MatMul"), [input, matrix], Operator("QLinearMatMul"));
        }

        var isTransposed = draw.Flip();
        var kernels = draw.Weights(weights, isTransposed ? [outputs, inputs] : [inputs, outputs], isTransposed ? 0 : 1, isPerPlace, 1f / inputs);
        var own = Node("QGemm", [], "", Integer("transB", isTransposed ? 1 : 0));
        own.Domain = OnnxOperator.Microsoft;
        return new DrawnLayer(
            Operator("Gemm", Integer("transB", isTransposed ? 1 : 0)),
            [input, kernels, draw.Bias(input, kernels, outputs)],
            own,
            Order.BiasBeforeResult);
    }

    private DrawnLayer Pair(DrawnTensor input, IReadOnlyList<DrawnTensor> earlier, string kind)
    {
        DrawnTensor[] alike = [.. earlier.Where(tensor => tensor.Shape.SequenceEqual(input.Shape))];
        var other = alike.Length > 0 && draw.Between(0, 3) > 0
            ? draw.One(alike)
            : draw.Weights(isOwn ? input.Type : draw.One(input.Type, weights), draw.Flip() ? [1, input.Shape[1], 1, 1] : [1], 0, isPerPlace: false, 1);
        return new DrawnLayer(Operator(kind), draw.Flip() ? [input, other] : [other, input], Own(kind));
    }

    private DrawnLayer Concat(DrawnTensor input, IReadOnlyList<DrawnTensor> earlier)
    {
        DrawnTensor[] alike = [.. earlier.Where(tensor => tensor.Shape.Length == 4 && tensor.Shape.Skip(2).SequenceEqual(input.Shape.Skip(2)))];
        return new DrawnLayer(Operator("Concat", Integer("axis", 1)), [input, draw.One(alike)], Own("Concat", Integer("axis", 1)), Order.ResultFirst);
    }

    private DrawnLayer Pool(DrawnTensor input)
    {
        AttributeProto[] window =
        [
            Integers("kernel_shape", draw.Between(1, Math.Min(3, input.Shape[2])), draw.Between(1, Math.Min(3, input.Shape[3]))),
            Integers("strides", draw.Between(1, 2), draw.Between(1, 2)),
        ];
        return draw.Flip()
            ? new DrawnLayer(Operator("MaxPool", window), [input], Operator("MaxPool", window), Order.IntegersOnly, KeepsScale: true)
            : new DrawnLayer(Operator("AveragePool", window), [input], Own("AveragePool", window));
    }

    private DrawnLayer Softmax(DrawnTensor input) =>
        new(Operator("Softmax", Integer("axis", 1)), [input], Own("Softmax", Integer("axis", 1), Integer("opset", 13)));

    private static DrawnLayer Function(DrawnTensor input, string kind) => kind switch
    {
        "LeakyRelu" => new DrawnLayer(Operator(kind, Number("alpha", 0.07)), [input], Own(kind, Number("alpha", 0.07))),
        "Sigmoid" => new DrawnLayer(Operator(kind), [input], Own(kind)),
        _ => new DrawnLayer(Operator(kind), [input]),
    };

    private DrawnLayer Moved(DrawnTensor input) => draw.One<Func<DrawnLayer>>(
        () =>
        {
            var node = Operator("Transpose", Integers("perm", 0, 1, 3, 2));
            return new DrawnLayer(node, [input], node, Order.IntegersOnly, KeepsScale: true);
        },
        () =>
        {
            var node = Node("Resize", ["", "", draw.Constant(Floats("", [1, 1, 2, 2], 4))], "", Text("mode", draw.One("nearest", "linear")));
            return new DrawnLayer(node, [input], KeepsScale: true);
        })();
}
