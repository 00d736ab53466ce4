using System.Globalization;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>Which layers stay floats.</summary>
internal static class KeptLayers
{
    public const string None = "none";
    public const string Auto = "auto";

    private const string First = "first:";

    /// <param name="graph">The network.</param>
    /// <param name="choice"><c>none</c>, <c>auto</c>, <c>first:N</c>, or layers' names with commas between them.</param>
    /// <param name="auto">Finds them by measuring.</param>
    /// <exception cref="ToolException">It names no layer of the network.</exception>
    public static IReadOnlySet<int> Of(ImportGraph graph, string choice, Func<IReadOnlySet<int>> auto)
    {
        var sums = SumLayer.All(graph);
        return choice switch
        {
            None => new HashSet<int>(),
            Auto => auto(),
            _ when choice.StartsWith(First, StringComparison.Ordinal) => sums.Take(Count(choice, sums.Count)).Select(sum => sum.Node).ToHashSet(),
            _ => Named(graph, choice, sums),
        };
    }

    private static int Count(string choice, int layers) =>
        int.TryParse(choice[First.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= layers
            ? count
            : throw new ToolException($"--keep-floats is \"{choice}\"; first:0 to first:{layers} are accepted, or none, auto, or names of layers.");

    private static HashSet<int> Named(ImportGraph graph, string choice, IReadOnlyList<SumLayer> sums) =>
        [.. choice.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name =>
            sums.FirstOrDefault(sum => graph.Nodes[sum.Node].Name == name)?.Node ?? throw new ToolException(
                $"--keep-floats names \"{name}\"; none, auto and first:N are accepted, or some of "
                + $"{string.Join(", ", sums.Select(sum => graph.Nodes[sum.Node].Name))}."))];
}
