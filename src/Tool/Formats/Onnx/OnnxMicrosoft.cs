using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>ONNX Runtime's own operators on floats, which its saved optimised models have.</summary>
internal static class OnnxMicrosoft
{
    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("FusedConv", 1, "X W B? Z?", OnnxConvolutions.Window + " activation activation_params", FusedConv) { Domain = OnnxOperator.Microsoft },
        new("Gelu", 1, "X", "", node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Gelu)) { Domain = OnnxOperator.Microsoft },
        new("QuickGelu", 1, "X", "alpha", QuickGelu) { Domain = OnnxOperator.Microsoft },
    ];

    /// <summary>A convolution, something added, and an activation.</summary>
    private static Value FusedConv(OnnxNode node)
    {
        var result = OnnxConvolutions.Conv(node, AxisOrder.Nchw);
        if (node.InputOrNull(3) is { } sum)
        {
            result = Elementwise.Add(node.Sketch, $"{node.Name}/sum", result, sum);
        }

        var (sketch, name, numbers) = (node.Sketch, $"{node.Name}/activation", node.Numbers("activation_params") ?? []);
        return (node.Text("activation", ""), numbers) switch
        {
            ("", []) => result,
            ("Relu", []) => Elementwise.Activate(sketch, name, result, Activation.Relu),
            ("Tanh", []) => Elementwise.Activate(sketch, name, result, Activation.Tanh),
            ("Sigmoid", []) => Elementwise.Activate(sketch, name, result, Activation.Sigmoid),
            ("LeakyRelu", [var slope]) => Elementwise.Activate(sketch, name, result, Activation.LeakyRelu(slope)),
            ("Clip", [var low, var high]) => Elementwise.Clip(sketch, name, result, low, high),
            ("HardSigmoid", [var slope, var shift]) => OnnxActivations.HardSigmoid(sketch, name, result, slope, shift),
            (var other, _) => throw new ToolException($"its activation is {other} with {numbers.Count} numbers; Relu, Tanh, Sigmoid, LeakyRelu with one, "
                + "Clip and HardSigmoid with two are accepted."),
        };
    }

    private static Value QuickGelu(OnnxNode node)
    {
        var (input, alpha) = (node.Input(), node.Number("alpha", 1.702f));
        var gate = Elementwise.Activate(
            node.Sketch,
            $"{node.Name}/gate",
            Elementwise.Multiply(node.Sketch, $"{node.Name}/scaled", input, Constant.Scalar(alpha)),
            Activation.Sigmoid);
        return Elementwise.Multiply(node.Sketch, node.Name, input, gate);
    }
}
