using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Turns layers into a graph of operations: resolves names, repeats, defaults and the width multiplier.</summary>
internal static class GraphBuilder
{
    public static Result<NetworkGraph> Build(NetworkDescription description)
    {
        var problems = new ProblemList();
        var layers = LayerNames.Resolve(description, problems);
        var order = problems.Count == 0 ? LayerOrder.Sort(description, layers, problems) : [];
        if (problems.Count > 0)
        {
            return new Result<NetworkGraph>(null, problems.ToEquatable());
        }

        var nodes = new List<GraphNode>();
        var integers = new IntegerForm(
            description.Arithmetic,
            HasWeightZeros: description.Precision == Precision.UInt8 || description.Arithmetic == IntegerArithmetic.OnnxRuntime);
        var chain = new NodeChain(nodes, integers);
        var tensors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in description.Inputs)
        {
            chain.StartFrom();
            var element = (input.Precision ?? description.Precision) == Precision.Float32 ? ElementType.Float32 : ElementType.UInt8;
            var type = new TensorType(input.Height, input.Width, input.Channels) { Element = element };
            chain.Add(input.Name, new Input(type, input.Preprocessing) { Own = input.Precision }, input.Path);
            tensors.Add(input.Name, chain.Last);
        }

        foreach (var layer in order)
        {
            chain.StartFrom([.. layer.Inputs.Select(name => tensors[name])]);
            AddNodes(description, layer, chain, problems);
            tensors.Add(layer.Name, chain.Last);
        }

        RejectEqualNames(nodes, problems);
        var outputs = Outputs(description, layers, tensors, problems);
        return Result<NetworkGraph>.From(
            new NetworkGraph(description.Name, nodes.ToEquatable(), outputs) { WeightsHash = description.WeightsHash, Precision = description.Precision },
            problems)
            .Warn(UnusedLayers.Find(description, layers));
    }

    private static void AddNodes(NetworkDescription description, NamedLayer layer, NodeChain chain, ProblemList problems)
    {
        var kind = LayerKinds.Find(layer.Description.Kind)!;
        var reader = new NodeReader(layer.Description.Properties, layer.Description.Path, problems);
        for (var index = 0; index < layer.NodeNames.Count; index++)
        {
            kind.Build(new LayerScope(reader, layer.NodeNames[index], index == 0, description.Width, description.Defaults, chain));
        }
    }

    private static EquatableArray<GraphOutput> Outputs(
        NetworkDescription description,
        IReadOnlyList<NamedLayer> layers,
        Dictionary<string, int> tensors,
        ProblemList problems)
    {
        if (description.Outputs.Count == 0)
        {
            return EquatableArray.Of(new GraphOutput("output", tensors[layers[layers.Count - 1].Name]));
        }

        var known = Visible.List(tensors.Keys);
        var (outputs, names) = (new List<GraphOutput>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var output in description.Outputs)
        {
            if (!tensors.TryGetValue(output.Layer, out var node))
            {
                problems.Add(
                    new Problem(ProblemKind.DanglingInput, Paths.Child(output.Path, "layer"), $"there is no layer \"{output.Layer}\"; {known} are accepted."));
            }
            else if (!names.Add(output.Name))
            {
                problems.Add(new Problem(
                    ProblemKind.DuplicateName,
                    Paths.Child(output.Path, "name"),
                    $"two outputs are called \"{output.Name}\"; give each a name of its own."));
            }
            else
            {
                outputs.Add(new GraphOutput(output.Name, node));
            }
        }

        return outputs.ToEquatable();
    }

    private static void RejectEqualNames(List<GraphNode> nodes, ProblemList problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!seen.Add(node.Name))
            {
                problems.Add(new Problem(
                    ProblemKind.DuplicateName,
                    node.Path,
                    $"two nodes are called \"{node.Name}\", so that their weights could not be told apart; rename one of the layers."));
            }
        }
    }
}
