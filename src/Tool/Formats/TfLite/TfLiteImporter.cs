using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Reads a TensorFlow Lite model: floats, float16 weights, and integers with scales, as the real numbers that they stand for.</summary>
internal static class TfLiteImporter
{
    /// <exception cref="ToolException">The bytes are no such model, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(byte[] file)
    {
        var model = FlatTable.Root(file, ModelIdentifier);
        if (model.Tables(Model.Subgraphs, Limits.MostPorts) is not [var graph, ..])
        {
            throw new ToolException("the model has no graph.");
        }

        var scope = new TfLiteScope(file.Length, model, graph.Tables(Subgraph.Tensors, Limits.MostTensors));
        var inputs = graph.Integers(Subgraph.Inputs) ?? [];
        Limits.RequirePorts(inputs.Length);
        foreach (var input in inputs)
        {
            scope.Add(input, Input(scope, scope.Tensor(input)));
        }

        foreach (var table in graph.Tables(Subgraph.Operators, Limits.MostOperators))
        {
            Read(new TfLiteNode(table, scope), scope);
        }

        AddOutputs(scope, graph.Integers(Subgraph.Outputs) ?? []);
        var metadata = TfLiteMetadata.Read(file, model, scope);
        return new ImportedModel(scope.Sketch, "TensorFlow Lite")
        {
            Preprocess = inputs is [var image, ..] ? metadata.Preprocess ?? OfQuantised(scope.Tensor(image)) : null,
            Labels = metadata.Labels,
            Notes = Notes(scope, inputs),
        };
    }

    private static Symbol Input(TfLiteScope scope, TfLiteTensor tensor)
    {
        if (tensor.Shape.Length is not (2 or 4) || tensor.Shape[0] != 1 || tensor.Shape.Any(extent => extent is < 1 or > 8192))
        {
            throw new ToolException($"the input \"{tensor.Name}\" is [{string.Join(", ", tensor.Shape)}]; a batch of one map or vector is accepted.");
        }

        return Views.OfInput(scope.Sketch, tensor.Name, tensor.Shape, AxisOrder.Nhwc);
    }

    private static void Read(TfLiteNode node, TfLiteScope scope)
    {
        Value? result = null;
        if (node.Outputs.Count == 0)
        {
            throw new ToolException($"an operator {node.Shown} makes nothing.");
        }

        if (!TfLiteOperators.All.TryGetValue(node.Code, out var read))
        {
            scope.Sketch.Refuse($"{node.Shown} ({node.Name}) is not supported");
        }
        else if (!node.InputIndices.Any(scope.IsLost))
        {
            result = scope.Sketch.Attempt($"{node.Shown} ({node.Name})", () => read(node));
        }

        foreach (var output in node.Outputs)
        {
            scope.Add(output, output == node.Outputs[0] ? result : null);
        }
    }

    private static void AddOutputs(TfLiteScope scope, int[] outputs)
    {
        foreach (var output in outputs)
        {
            var name = scope.Tensor(output).Name;
            switch (scope.Find(output))
            {
                case Symbol tensor:
                    scope.Sketch.AddOutput(name, tensor);
                    break;
                case null when scope.IsLost(output):
                    break;
                default:
                    scope.Sketch.Refuse($"the output \"{name}\" is not computed from an input");
                    break;
            }
        }

        if (outputs.Length == 0)
        {
            scope.Sketch.Refuse("the model has no output");
        }
    }

    /// <summary>Integers of an image are its bytes; what they stand for is how bytes become the input.</summary>
    private static PreprocessChoice? OfQuantised(TfLiteTensor input)
    {
        if (!input.IsQuantised || input.Scale is not [var scale])
        {
            return null;
        }

        var zero = input.ZeroPoint is [var point] ? point : 0;
        return new PreprocessChoice(Math.Round((input.Range.Least - zero) * (double)scale, 6), Math.Round((input.Range.Most - zero) * (double)scale, 6), [], []);
    }

    private static List<string> Notes(TfLiteScope scope, int[] inputs) =>
    [
        .. inputs.Select(scope.Tensor).Where(input => input.IsQuantised).Select(input => $"the model's input \"{input.Name}\" is integers; the network's is the real numbers that they stand for, and so are weights and outputs"),
    ];
}
