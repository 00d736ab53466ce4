using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>An operator on real numbers whose result becomes integers at once: one layer of integers, if it reads integers as well.</summary>
/// <param name="Operator">What computes.</param>
/// <param name="Cut">A cut-off after it; or null.</param>
/// <param name="First">What quantises its result.</param>
/// <param name="Ends">All that quantise its result, in one way.</param>
/// <param name="StaySigned">
/// For each input that is integers, and in the end for the result, whether ONNX Runtime leaves it signed if it is: on x64 it makes unsigned integers of
/// those that a QuantizeLinear makes for a single reader (<c>qdq_s8_to_u8.cc</c>), and computes with floats what reads or makes other signed ones.
/// </param>
internal sealed record IntegerGroup(NodeProto Operator, NodeProto? Cut, NodeProto First, IReadOnlyList<NodeProto> Ends, IReadOnlyList<bool> StaySigned);

/// <summary>Finds these groups in a graph, as ONNX Runtime's optimiser does (<c>qdq_selectors.cc</c>): nothing else reads what is between.</summary>
internal sealed class OnnxIntegerGroups
{
    private const string Quantize = "QuantizeLinear";
    private const string Dequantize = "DequantizeLinear";

    private readonly Dictionary<NodeProto, IntegerGroup> _byEnd = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<NodeProto> _inside = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<string, NodeProto> _readers;
    private readonly Dictionary<string, NodeProto> _makers;
    private readonly IReadOnlySet<string> _outputs;
    private readonly Dictionary<string, TensorProto> _initializers;

    /// <param name="nodes">The nodes.</param>
    /// <param name="outputs">Tensors that are outputs.</param>
    /// <param name="initializers">The graph's constants.</param>
    public OnnxIntegerGroups(IReadOnlyList<NodeProto> nodes, IReadOnlySet<string> outputs, IEnumerable<TensorProto> initializers)
    {
        _outputs = outputs;
        _initializers = initializers.GroupBy(tensor => tensor.Name).ToDictionary(named => named.Key, named => named.First());
        _readers = nodes.SelectMany(node => node.Input.Where(input => input.Length > 0).Distinct().Select(input => (input, node)))
            .ToLookup(read => read.input, read => read.node);
        _makers = nodes.SelectMany(node => node.Output.Where(output => output.Length > 0).Select(output => (output, node)))
            .ToDictionary(made => made.output, made => made.node);
        foreach (var node in nodes.Where(node => OnnxIntegerOperators.Has(node)))
        {
            if (GroupOf(node) is { } group && !_inside.Contains(node))
            {
                _inside.Add(node);
                if (group.Cut is { } cut)
                {
                    _inside.Add(cut);
                }

                foreach (var end in group.Ends)
                {
                    _byEnd.Add(end, group);
                }
            }
        }
    }

    /// <summary>True for what is read with the end of its group.</summary>
    public bool IsInside(NodeProto node) => _inside.Contains(node);

    /// <summary>The group that a node ends, or null.</summary>
    public IntegerGroup? EndedBy(NodeProto node) => _byEnd.GetValueOrDefault(node);

    private IntegerGroup? GroupOf(NodeProto node) => EndsOf(node) is { } ends ? new IntegerGroup(node, null, ends[0], ends, StaySigned(node, ends))
        : OnlyReader(node) is { OpType: "Relu" or "Clip" } cut && EndsOf(cut) is { } last ? new IntegerGroup(node, cut, last[0], last, StaySigned(node, last))
        : null;

    private List<bool> StaySigned(NodeProto node, List<NodeProto> ends) =>
    [
        .. node.Input.Select(input => _makers.GetValueOrDefault(input) is not { OpType: Dequantize } maker || !IsPassedOn(maker.Input[0])),
        ends.Count > 1 || !IsPassedOn(ends[0].Output[0]),
    ];

    /// <summary>True for integers between one QuantizeLinear and one DequantizeLinear with one reader.</summary>
    private bool IsPassedOn(string integers) => _makers.GetValueOrDefault(integers)?.OpType == Quantize
        && !_outputs.Contains(integers)
        && _readers[integers].ToList() is [{ OpType: Dequantize } reader]
        && !_outputs.Contains(reader.Output[0])
        && _readers[reader.Output[0]].SelectMany(node => node.Input).Count(input => input == reader.Output[0]) == 1;

    private NodeProto? OnlyReader(NodeProto node) =>
        IsHidden(node) && _readers[node.Output[0]].ToList() is [var only] && only.Input[0] == node.Output[0] ? only : null;

    private List<NodeProto>? EndsOf(NodeProto node) => IsHidden(node)
        && _readers[node.Output[0]].ToList() is [var first, ..] readers
        && readers.TrueForAll(reader => reader.OpType == Quantize && reader.Input[0] == node.Output[0] && IsAlike(reader, first)) ? readers : null;

    private bool IsHidden(NodeProto node) => node.Output.Count(output => output.Length > 0) == 1 && !_outputs.Contains(node.Output[0]);

    private bool IsAlike(NodeProto node, NodeProto other) => ReferenceEquals(node, other)
        || (node.Input.Count == other.Input.Count
            && node.Attribute.Equals(other.Attribute)
            && node.Input.Zip(other.Input).All(pair => pair.First == pair.Second
                || (_initializers.TryGetValue(pair.First, out var one) && _initializers.TryGetValue(pair.Second, out var two) && HasSameContent(one, two))));

    private static bool HasSameContent(TensorProto one, TensorProto two)
    {
        var copy = two.Clone();
        copy.Name = one.Name;
        return copy.Equals(one);
    }
}
