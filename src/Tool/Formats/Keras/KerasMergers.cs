using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers that combine tensors element by element. A tensor of fewer axes gets axes of 1 after the batch.</summary>
internal static class KerasMergers
{
    public static IEnumerable<KerasKind> Kinds =>
    [
        new("Add", "", layer => Chain(layer, Elementwise.Add)),
        new(
            "Average",
            "",
            layer => Elementwise.Multiply(layer.Sketch, layer.Name + "/mean", Chain(layer, Elementwise.Add), Constant.Scalar(1.0 / layer.Inputs.Count))),
        new(
            "Maximum",
            "",
            layer => Chain(layer, (sketch, name, left, right) => Elementwise.Combine(sketch, name, new Maximum(), Computed(left), Computed(right)))),
        new(
            "Minimum",
            "",
            layer => Chain(layer, (sketch, name, left, right) => Elementwise.Combine(sketch, name, new Minimum(), Computed(left), Computed(right)))),
        new("Multiply", "", layer => Chain(layer, Elementwise.Multiply)),
        new(
            "Subtract",
            "",
            layer => layer.Inputs.Count == 2
                ? Chain(layer, Elementwise.Subtract)
                : throw new ToolException($"it reads {layer.Inputs.Count} tensors; two are accepted.")),
    ];

    private static Symbol Computed(Value value) => value as Symbol ?? throw new ToolException("it reads a constant.");

    private static Value Chain(KerasLayer layer, Func<GraphSketch, string, Value, Value, Value> combine) => layer.Inputs.Count > 1
        ? layer.Inputs.Aggregate((left, right) => combine(layer.Sketch, layer.Name, left, right))
        : throw new ToolException($"it reads {layer.Inputs.Count} tensors; two or more are accepted.");
}
