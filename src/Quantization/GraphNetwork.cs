using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Networks;
using MobileNetGen.Networks.Hosting;
using MobileNetGen.Networks.Writing;

namespace MobileNetGen.Quantization;

/// <summary>A graph that was compiled so that tensors inside it can be looked at.</summary>
internal sealed class GraphNetwork
{
    private readonly Type _type;
    private readonly bool[] _isNeeded;
    private readonly int[] _places;

    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The nodes whose tensors are outputs; inputs of the network are none.</param>
    public GraphNetwork(ImportGraph graph, int[] outputs)
    {
        Outputs = outputs;
        _isNeeded = Needed(graph, outputs);
        _places = [.. Enumerable.Range(0, graph.Nodes.Count).Select(node => Array.IndexOf(outputs, node))];
        _type = InMemoryCompiler.Compile(new NetworkFile("the network", Shaped(graph, outputs)));
    }

    /// <summary>The nodes whose tensors are outputs, in their order.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>A graph whose tensors can all be looked at.</summary>
    public static GraphNetwork OfAll(ImportGraph graph) =>
        new(graph, [.. Enumerable.Range(0, graph.Nodes.Count).Where(node => graph.Nodes[node].Operation is not Input)]);

    /// <summary>Which output a node's tensor is; −1 for none.</summary>
    public int PlaceOf(int node) => _places[node];

    /// <summary>Binds a graph's tensors.</summary>
    /// <param name="graph">The graph that was compiled, or one that differs in the numbers of its tensors.</param>
    public LoadedNetwork Load(ImportGraph graph) => LoadedNetwork.Load(
        _type,
        new TensorSet([.. graph.Nodes.SelectMany((node, index) => _isNeeded[index] ? Tensors(NameOf(index), node) : [])]).ToSource(),
        new NetworkOptions { MaxDegreeOfParallelism = Environment.ProcessorCount });

    /// <summary>What no output tensor is made of is not compiled, and has no weights.</summary>
    private static bool[] Needed(ImportGraph graph, IReadOnlyList<int> outputs)
    {
        var needed = new bool[graph.Nodes.Count];
        foreach (var node in outputs)
        {
            needed[node] = true;
        }

        for (var index = needed.Length - 1; index >= 0; index--)
        {
            foreach (var input in needed[index] ? graph.Nodes[index].Inputs : [])
            {
                needed[input] = true;
            }
        }

        return needed;
    }

    private static string NameOf(int node) => "n" + Invariant.Format(node);

    private static IEnumerable<NamedTensor> Tensors(string name, ImportNode node) => node.Integers is not null
        ? IntegerTensors.Of(name, node)
        : node.Tensors.Select(tensor => new NamedTensor($"{name}.{tensor.Key}", tensor.Value.Shape, tensor.Value.Values));

    private static ShapedGraph Shaped(ImportGraph graph, IReadOnlyList<int> outputs)
    {
        var nodes = graph.Nodes.Select((node, index) => new GraphNode(NameOf(index), Operation(graph, node), node.Inputs.ToEquatable(), ""));
        var named = outputs.Select(node => new GraphOutput("o" + Invariant.Format(node), node));
        var shaped = ShapeInference.Infer(new NetworkGraph("network", nodes.ToEquatable(), named.ToEquatable()) { Precision = Precision.Int8 });
        return shaped.Value ?? throw new ToolException(string.Join(" ", shaped.Problems.Select(problem => problem.Message)));
    }

    private static Operation Operation(ImportGraph graph, ImportNode node)
    {
        if (node.Operation is Quantize || node.Inputs.Any(input => graph.Nodes[input].Type.IsInteger))
        {
            var clamp = node.Integers?.Clamp ?? Activation.None;
            return node.Operation with { Integers = new IntegerForm(IntegerArithmetic.TfLite, HasWeightZeros: false) { Clamp = clamp } };
        }

        return node.Operation is Input { Type: var type } && !type.IsInteger ? new Input(type, null) { Own = Precision.Float32 } : node.Operation;
    }
}
