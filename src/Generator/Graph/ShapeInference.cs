using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>Gives every tensor its shape, or says which layer cannot have one.</summary>
internal static class ShapeInference
{
    /// <summary>Elements of one tensor, 1 GiB of float32: far above any MobileNet, far below what overflows an index.</summary>
    private const long MaxElements = 1L << 28;

    /// <summary>Elements of all tensors together, and of all weights together.</summary>
    private const long MaxElementsInAll = 1L << 30;

    public static Result<ShapedGraph> Infer(NetworkGraph graph)
    {
        var types = new TensorType?[graph.Nodes.Count];
        var problems = new ProblemList();
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            if (node.Inputs.All(input => types[input] is not null))
            {
                types[index] = Infer(node, [.. node.Inputs.Select(input => types[input]!)], problems);
            }
        }

        if (problems.Count > 0)
        {
            return new Result<ShapedGraph>(null, problems.ToEquatable());
        }

        var shaped = new ShapedGraph(graph, types.Select(type => type!).ToEquatable());
        RejectTooLarge(shaped, problems);
        return Result<ShapedGraph>.From(shaped, problems);
    }

    private static void RejectTooLarge(ShapedGraph shaped, ProblemList problems)
    {
        var elements = shaped.Types.Sum(type => (long)type.Length);
        var weights = Enumerable.Range(0, shaped.Types.Count)
            .Where(node => shaped.Graph.Nodes[node].Inputs.Count > 0)
            .Sum(node => shaped.Graph.Nodes[node].Operation.Weights(shaped.InputTypes(node))?.PackedLength ?? 0);
        if (elements > MaxElementsInAll || weights > MaxElementsInAll)
        {
            problems.Add(new Problem(ProblemKind.TooLarge, "layers", $"the network has {Invariant.Grouped(elements)} elements in its tensors and "
                + $"{Invariant.Grouped(weights)} in its weights; {Invariant.Grouped(MaxElementsInAll)} of either are accepted at most."));
        }
    }

    private static string? RefusalOfIntegers(Operation operation, TensorType[] inputs) =>
        inputs.Any(input => !input.IsInteger) ? "it reads floats and integers; put quantize or dequantize before one of them."
        : operation.TakesIntegers ? null
        : $"{operation.Kind} does not take integers; put dequantize before it.";

    private static TensorType? Infer(GraphNode node, TensorType[] inputs, ProblemList problems)
    {
        var count = node.Operation.InputCount;
        if (inputs.Length < count.Min || inputs.Length > count.Max)
        {
            problems.Add(new Problem(ProblemKind.WrongInputCount, node.Path, $"\"{node.Name}\" has {Invariant.Format(inputs.Length)} "
                + $"{(inputs.Length == 1 ? "input" : "inputs")}; {node.Operation.Kind} takes {count.DisplayText}."));
            return null;
        }

        if (inputs.Any(input => input.IsInteger) && RefusalOfIntegers(node.Operation, inputs) is { } refusal)
        {
            problems.Add(new Problem(ProblemKind.ImpossibleShape, node.Path, $"\"{node.Name}\" ({node.Operation.Kind}): {refusal}"));
            return null;
        }

        var inferred = node.Operation.InferShape(inputs);
        if (inferred.Problem is { } problem)
        {
            problems.Add(new Problem(
                ProblemKind.ImpossibleShape,
                node.Path,
                $"\"{node.Name}\" ({node.Operation.Kind}) on {Visible.List([.. inputs.Select(input => input.DisplayText)], " and ")}: {problem}"));
            return null;
        }

        var type = inferred.Type!;
        if ((long)type.Height * type.Width > MaxElements || (long)type.Height * type.Width * type.Channels > MaxElements)
        {
            problems.Add(new Problem(ProblemKind.TooLarge, node.Path, $"\"{node.Name}\" would have the shape "
                + $"{type.Height}×{type.Width}×{type.Channels}; a tensor may have {Invariant.Grouped(MaxElements)} elements at most."));
            return null;
        }

        return type;
    }
}
