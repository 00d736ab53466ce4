using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Reads nodes one after the other.</summary>
/// <param name="version">The operator set of the standard domain.</param>
/// <param name="scope">The tensors so far.</param>
internal sealed class OnnxNodes(long version, OnnxScope scope)
{
    public void Read(NodeProto proto)
    {
        var results = Results(proto);
        foreach (var (output, index) in proto.Output.Select((output, index) => (output, index)).Where(pair => pair.output.Length > 0))
        {
            scope.Add(output, results?.ElementAtOrDefault(index));
            if (results is not null && index >= results.Count)
            {
                scope.Leave(output, $"is output {index + 1} of {OnnxNode.DisplayText(proto)}, of which "
                    + $"{(results.Count == 1 ? "the first is" : $"{results.Count} are")} computed");
            }
        }
    }

    private IReadOnlyList<Value>? Results(NodeProto proto)
    {
        if (OnnxOperators.Find(proto, version) is not { } form)
        {
            scope.Sketch.Refuse(OnnxOperators.DisplayText(proto), OnnxNode.NameOf(proto), OnnxOperators.WhyNot(proto, version));
            OfferEnds(proto);
            return null;
        }

        // All are asked for, so that each input that cannot be read is said.
        var lost = proto.Input.Where(input => input.Length > 0).Where(scope.IsLost).ToList();
        if (lost.Count > 0)
        {
            return null;
        }

        var results = scope.Sketch.Attempt(OnnxOperators.DisplayText(proto), OnnxNode.NameOf(proto), () =>
        {
            var node = new OnnxNode(proto, form, scope, version);
            var values = form.Read(node);
            node.RequireTaken();
            return values;
        });
        if (results is null)
        {
            OfferEnds(proto);
        }

        return results;
    }

    private void OfferEnds(NodeProto proto)
    {
        foreach (var input in proto.Input.Where(input => input.Length > 0))
        {
            scope.Sketch.OfferEnd(input, scope.Made(input));
        }
    }
}
