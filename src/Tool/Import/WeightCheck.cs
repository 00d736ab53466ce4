using System.Globalization;

namespace MobileNetGen.Tool.Import;

/// <summary>Refuses weights with which every answer would be no number: they are those of a training that failed.</summary>
internal static class WeightCheck
{
    private const string Variance = "running_var";
    private const int MaxDisplayed = 5;

    /// <exception cref="ToolException">A weight is no number or infinite, or a variance below zero.</exception>
    public static void Require(ImportGraph graph) => Require(graph.Nodes.SelectMany(node => node.Tensors.Select(tensor =>
        Problem($"{node.Name}: the tensor {tensor.Key} of [{string.Join(", ", tensor.Value.Shape)}]", tensor.Key == Variance, tensor.Value.Values))));

    /// <inheritdoc cref="Require(ImportGraph)"/>
    public static void Require(IReadOnlyList<NamedTensor> tensors) => Require(tensors.Select(tensor =>
        Problem($"the tensor {tensor.Name}", tensor.Name.EndsWith("." + Variance, StringComparison.Ordinal), tensor.Values.Span)));

    private static void Require(IEnumerable<string?> found)
    {
        var problems = found.OfType<string>().ToList();
        if (problems.Count > 0)
        {
            var more = problems.Count > MaxDisplayed ? $"; and {problems.Count - MaxDisplayed} tensors more" : "";
            throw new ToolException($"{string.Join("; ", problems.Take(MaxDisplayed))}{more}. Finite weights, and variances of 0 or more, are accepted: "
                + "save the model from before its training failed.");
        }
    }

    private static string? Problem(string tensor, bool isVariance, ReadOnlySpan<float> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]) || (isVariance && values[index] < 0))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{tensor} has {values[index]} at element {index}");
            }
        }

        return null;
    }
}
