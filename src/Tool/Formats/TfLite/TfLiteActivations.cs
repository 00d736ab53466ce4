using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Functions of one element, and of one pixel's channels.</summary>
internal static class TfLiteActivations
{
    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        Function("ELU", 1, Activation.Elu(1)),
        new(
            "GELU",
            2,
            "input",
            node => Activate(node, node.Flag("approximate") ? Activation.GeluTanh : Activation.Gelu)) { Options = "GeluOptions", Signature = "approximate" },
        Function("HARD_SWISH", 1, Activation.HardSwish),
        new("LEAKY_RELU", 2, "input", node => Activate(node, Activation.LeakyRelu(node.Float("alpha")))) { Options = "LeakyReluOptions", Signature = "alpha" },
        Function("LOGISTIC", 3, Activation.Sigmoid),
        new("LOG_SOFTMAX", 2, "input", node => Pooling.LogSoftmax(node.Sketch, node.Name, node.Real("input"), -1)),
        new("PRELU", 1, "input alpha", PRelu),
        Function("RELU", 3, Activation.Relu),
        Function("RELU6", 3, Activation.Relu6),
        Clip("RELU_0_TO_1", 0, 1),
        Clip("RELU_N1_TO_1", -1, 1),
        new("SOFTMAX", 3, "input", Softmax) { Options = "SoftmaxOptions", Signature = "beta", Limits = "over the channels" },
        Function("TANH", 3, Activation.Tanh),
    ];

    private static TfLiteOperator Function(string name, int maxVersion, Activation activation) =>
        new(name, maxVersion, "input", node => Activate(node, activation));

    private static TfLiteOperator Clip(string name, double low, double high) =>
        new(name, 1, "input", node => Elementwise.Clip(node.Sketch, node.Name, node.Real("input"), low, high));

    private static Value Activate(TfLiteNode node, Activation activation) => Elementwise.Activate(node.Sketch, node.Name, node.Real("input"), activation);

    private static Value PRelu(TfLiteNode node) => NormalizationLowering.PRelu(node.Sketch, node.Name, node.Real("input"), node.Constant("alpha"));

    /// <summary>Of beta times the input.</summary>
    private static Value Softmax(TfLiteNode node)
    {
        var (input, beta) = (node.Real("input"), node.Float("beta"));
        if (beta is not (> 0 and < float.PositiveInfinity))
        {
            throw new ToolException(FormattableString.Invariant($"its beta is {beta}; positive numbers are accepted."));
        }

        var scaled = beta == 1 ? input : Elementwise.Multiply(node.Sketch, node.Name + "/beta", input, Constant.Scalar(beta));
        return Pooling.Softmax(node.Sketch, node.Name, scaled, -1);
    }
}
