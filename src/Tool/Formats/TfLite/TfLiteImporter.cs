using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Reads a TensorFlow Lite model: floats, weights of 4 to 16 bits, and integers with scales, as the real numbers that they stand for.</summary>
internal static class TfLiteImporter
{
    private const int SchemaVersion = 3;

    /// <param name="file">The file's bytes.</param>
    /// <param name="options">What the user says; or null.</param>
    /// <exception cref="ToolException">The bytes are no such model, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(byte[] file, ImportOptions? options = null)
    {
        var model = FlatTable.Root(file, ModelIdentifier);
        var graphs = model.Tables(Model.Subgraphs, Limits.MaxPorts);
        var chosen = TfLiteSignatures.Choose(model, options?.Signature);
        if (model.Integer(Model.Version) != SchemaVersion || chosen.Subgraph < 0 || chosen.Subgraph >= graphs.Count)
        {
            var found = $"the schema's version {model.Integer(Model.Version)} and {graphs.Count} graphs, of which number {chosen.Subgraph} is called";
            throw new ToolException($"the model has {found}; the version {SchemaVersion} and a graph that is there are accepted.");
        }

        var scope = new TfLiteScope(file, model, graphs[chosen.Subgraph]);
        var ports = TfLitePorts.Of(graphs[chosen.Subgraph], scope, options?.Cut ?? ModelCut.Whole);
        (scope.KeepsIntegers, scope.Precision) = TfLiteIntegerMode.Of(scope, ports, options?.Dequantizes == true);
        var notes = new TfLiteInputs(scope, ports.Operations, options?.Shape).Add(ports.Inputs);
        foreach (var operation in ports.Operations)
        {
            Read(operation, scope);
        }

        AddOutputs(scope, ports.Outputs);
        var metadata = TfLiteMetadata.Read(file, model, chosen.Subgraph, scope, ports.Inputs);
        return new ImportedModel(scope.Sketch, "TensorFlow Lite")
        {
            Precision = scope.KeepsIntegers ? scope.Precision : Generator.Graph.Precision.Float32,
            Preprocess = metadata.Preprocess,
            Labels = metadata.Labels,
            Notes = [.. chosen.Note is { } note ? [note] : Array.Empty<string>(), .. notes, .. metadata.Notes],
        };
    }

    private static void Read(TfLiteOperation operation, TfLiteScope scope)
    {
        IReadOnlyList<Value>? values = null;
        var name = scope.Tensor(operation.Outputs[0]).Name;
        if (TfLiteIntegerMode.Find(operation, scope) is not { } declared)
        {
            scope.Sketch.Refuse(operation.DisplayText, name, "is not supported");
        }
        else if (!operation.Inputs.Any(scope.IsLost))
        {
            values = scope.Sketch.Attempt(operation.DisplayText, name, () => TfLiteNode.Read(operation, declared, scope));
        }

        foreach (var input in operation.Inputs.Where(input => values is null && input >= 0))
        {
            scope.Sketch.OfferEnd(scope.Tensor(input).Name, scope.Made(input));
        }

        for (var index = 0; index < operation.Outputs.Count; index++)
        {
            scope.Add(operation.Outputs[index], values?[index]);
        }
    }

    private static void AddOutputs(TfLiteScope scope, IReadOnlyList<int> outputs)
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

        if (outputs.Count == 0)
        {
            scope.Sketch.Refuse("the model has no output");
        }
    }
}
