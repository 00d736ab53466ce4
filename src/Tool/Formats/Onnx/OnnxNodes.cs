using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Reads nodes one after the other.</summary>
/// <param name="version">The operator set of the standard domain.</param>
/// <param name="scope">The tensors so far.</param>
/// <param name="groups">Nodes that are one layer of integers; or null.</param>
internal sealed class OnnxNodes(long version, OnnxScope scope, OnnxIntegerGroups? groups = null)
{
    private readonly HashSet<IntegerGroup> _floats = new(ReferenceEqualityComparer.Instance);

    public void Read(NodeProto proto)
    {
        if (groups?.IsInside(proto) == true)
        {
            return;
        }

        if (groups?.EndedBy(proto) is { } group)
        {
            ReadEnd(proto, group);
            return;
        }

        ReadAlone(proto);
    }

    /// <summary>The last node of a group: where the others are no layer of integers, they are read as what they are, with floats.</summary>
    private void ReadEnd(NodeProto proto, IntegerGroup group)
    {
        if (ReferenceEquals(proto, group.First))
        {
            if (Layer(group) is not [])
            {
                return;
            }

            _floats.Add(group);
            ReadAlone(group.Operator);
            if (group.Cut is { } cut)
            {
                ReadAlone(cut);
            }
        }

        if (_floats.Contains(group))
        {
            ReadAlone(proto);
        }
        else
        {
            scope.Add(proto.Output[0], scope.Find(group.First.Output[0]));
        }
    }

    /// <summary>Reads a group as a layer of integers: empty where it is none, null where it is refused.</summary>
    private IReadOnlyList<Value>? Layer(IntegerGroup group)
    {
        NodeProto[] after = group.Cut is { } cut ? [cut, group.First] : [group.First];
        if (after.Prepend(group.Operator).Any(node => OnnxOperators.Find(node, version) is null)
            || group.Operator.Input.Concat(after.SelectMany(node => node.Input.Skip(1))).Any(input => input.Length > 0 && scope.Find(input) is null))
        {
            return [];
        }

        var layer = scope.Sketch.Attempt(
            OnnxOperators.DisplayText(group.Operator),
            OnnxNode.NameOf(group.Operator),
            () => OnnxIntegerOperators.Read(
                new OnnxNode(group.Operator, OnnxOperators.Find(group.Operator, version)!, scope, version) { IsBetweenIntegers = true },
                group.Cut is { } cut ? NodeOf(cut) : null,
                NodeOf(group.First),
                group.StaySigned) is { } made ? [made] : []);
        if (layer is not [])
        {
            scope.Add(group.First.Output[0], layer?[0]);
        }

        return layer;
    }

    private OnnxNode NodeOf(NodeProto proto) => new(proto, OnnxOperators.Find(proto, version)!, scope, version);

    private void ReadAlone(NodeProto proto)
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
            var (node, first) = (new OnnxNode(proto, form, scope, version), scope.Sketch.Nodes.Count);
            var values = form.Read(node);
            OnnxIntegers.Settle(scope.Sketch, first, values);
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
