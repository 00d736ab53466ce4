using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>What a model is asked for.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Tensor">The tensor that it is.</param>
/// <param name="Labels">What its elements are called, where the model says so.</param>
internal sealed record OnnxOutput(string Name, string Tensor, IReadOnlyList<string>? Labels = null);

/// <summary>A model's outputs. What pairs numbers with words, or picks words, is left out: programs do it with the labels.</summary>
internal static class OnnxOutputs
{
    private const string Words = "ai.onnx.ml";

    /// <param name="model">The model.</param>
    /// <param name="cut">Which part of the model is wanted.</param>
    /// <param name="notes">What was left out.</param>
    /// <exception cref="ToolException">There is none.</exception>
    public static IReadOnlyList<OnnxOutput> Of(OnnxModel model, ModelCut cut, List<string> notes)
    {
        Limits.RequirePorts(model.Proto.Graph.Output.Count);
        if (cut.Outputs.Count > 0)
        {
            return [.. cut.OutputsOr([], model.Has).Select(name => new OnnxOutput(name, name))];
        }

        var outputs = new List<OnnxOutput>();
        foreach (var output in model.Proto.Graph.Output)
        {
            if (model.Graph.Maker(output.Name) is { OpType: "ZipMap", Domain: Words, Input: [var scores] } map)
            {
                notes.Add($"the output \"{output.Name}\" pairs the elements of \"{scores}\" with labels; the network has \"{scores}\"");
                outputs.Add(new OnnxOutput(
                    scores,
                    scores,
                    map.Attribute.FirstOrDefault(attribute => attribute.Name == "classlabels_strings") is { } labels
                        ? [.. labels.Strings.Select(label => label.ToStringUtf8())]
                        : null));
            }
            else if (output.Type?.TensorType is { ElemType: (int)OnnxType.String })
            {
                notes.Add($"the output \"{output.Name}\" is left out: it is of strings");
            }
            else
            {
                outputs.Add(new OnnxOutput(output.Name, output.Name));
            }
        }

        return outputs.Count > 0
            ? outputs
            : throw new ToolException("the model has no output of numbers; name the tensors that are to be its outputs with --outputs.");
    }

    /// <summary>Integers that the network computes leave it as they are, others as real numbers of the same value.</summary>
    public static void Add(OnnxOutput output, OnnxScope scope)
    {
        switch (scope.Find(output.Tensor))
        {
            case Symbol { IsView: true } view:
                scope.Sketch.AddOutput(output.Name, Quantising.Floats(scope.Sketch, view));
                break;
            case Symbol tensor when scope.Sketch.TypeOf(tensor.Node).IsInteger:
                scope.Sketch.AddOutput(output.Name, tensor);
                break;
            case Symbol tensor:
                scope.Sketch.AddOutput(output.Name, Quantising.Integers(scope.Sketch, output.Name, tensor));
                break;
            case Constant:
                scope.Sketch.Refuse($"the output \"{output.Name}\" is a constant, which no input decides");
                break;
            case null when scope.IsLost(output.Tensor) && scope.Sketch.Refusals.Count > 0:
                break;
            default:
                scope.Sketch.Refuse($"the output \"{output.Name}\" is made by no operator");
                break;
        }
    }
}
