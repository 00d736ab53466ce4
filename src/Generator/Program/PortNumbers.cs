using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Program;

/// <summary>What inputs and outputs of integers stand for, packed after the weights of all blocks.</summary>
internal sealed class PortNumbers
{
    private readonly Dictionary<int, PortIntegers> _ports = [];
    private readonly List<PackedWeights> _weights = [];

    public PortNumbers(NetworkGraph graph, EquatableArray<TensorType> types, Quantizations quantizations, long start)
    {
        End = start;
        var inputs = Enumerable.Range(0, graph.Nodes.Count).Where(node => graph.Nodes[node].Inputs.Count == 0);
        foreach (var tensor in inputs.Concat(graph.Outputs.Select(output => output.Node)).Distinct().Where(tensor => types[tensor].IsInteger))
        {
            var (isSigned, name) = (quantizations.IsSigned(tensor), quantizations.NameOf(tensor));
            var form = graph.Nodes.Select(node => node.Operation.Integers).FirstOrDefault(integers => integers is not null)
                ?? new IntegerForm(IntegerArithmetic.TfLite, false);
            _ports.Add(tensor, new PortIntegers(End, isSigned));
            _weights.Add(new PackedWeights(
                graph.Nodes[tensor].Name,
                WeightShape.IntegerFunction("Quantize", IntegerLayout.NumbersBytes),
                End,
                EquatableArray<NormWeights>.Empty,
                EquatableArray<NormWeights>.Empty)
            { Integers = new IntegerTensors(EquatableArray<string>.Empty, name, form.ForKernel(), Activation.None, isSigned) });
            End = CacheLine.Align(End + IntegerLayout.NumbersBytes);
        }
    }

    /// <summary>Where the packed weights end.</summary>
    public long End { get; }

    public IReadOnlyList<PackedWeights> Weights => _weights;

    public PortIntegers? Find(int tensor) => _ports.TryGetValue(tensor, out var port) ? port : null;
}
