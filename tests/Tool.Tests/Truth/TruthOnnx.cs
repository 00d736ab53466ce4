using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>Which of an ONNX model's outputs are integers that were made real numbers in the end.</summary>
internal static class TruthOnnx
{
    /// <summary>True for a model of which some operator makes integers of real numbers.</summary>
    public static bool IsQuantised(TruthCase truth) => truth.Model.EndsWith(".onnx", StringComparison.Ordinal)
        && Operators(truth.Model).Any(name => name is "QuantizeLinear" or "DequantizeLinear");

    /// <summary>True for a model that computes with nothing but sums of products of integers.</summary>
    public static bool IsOfConvolutions(string path) =>
        Operators(path).Except(["QuantizeLinear", "DequantizeLinear", "QLinearConv", "QLinearMatMul", "QGemm", "Reshape", "Flatten"]).Any() is false;

    private static IReadOnlyList<string> Operators(string path)
    {
        try
        {
            return [.. OnnxModel.Parse(File.ReadAllBytes(path)).Nodes.Select(node => node.OpType)];
        }
        catch (ToolException)
        {
            return [];
        }
    }

    /// <summary>Between which numbers an output's integers lie, or null where it has none.</summary>
    public static (double Min, double Max)? RangeOf(string path, int output)
    {
        if (!path.EndsWith(".onnx", StringComparison.Ordinal))
        {
            return null;
        }

        var model = OnnxModel.Parse(File.ReadAllBytes(path));
        var outputs = model.Proto.Graph.Output;
        return output < outputs.Count && model.Graph.Maker(outputs[output].Name) is { OpType: "DequantizeLinear", Input: [_, var scale, var zero] }
            && Constant(model, scale) is { Values: [var step] } && Constant(model, zero) is { Values: [var offset], Element: var element }
            ? new Quantisation(element, step, offset).RealRange
            : null;
    }

    private static Constant? Constant(OnnxModel model, string name) => model.Proto.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } tensor
        ? new OnnxTensors(new Budget(0), _ => []).Read(tensor)
        : null;
}
