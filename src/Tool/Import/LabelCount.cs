using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Import;

/// <summary>Compares labels with what they are to name: the numbers of an output, or of each place of an output that is a map.</summary>
internal static class LabelCount
{
    /// <summary>How many numbers each output of a network has at a place, by name.</summary>
    public static IReadOnlyList<(string Name, int Count)> Outputs(Generator.Graph.ShapedGraph network) =>
        [.. network.Graph.Outputs.Select(output => (output.Name, network.Types[output.Node].Channels))];

    /// <inheritdoc cref="Outputs(Generator.Graph.ShapedGraph)"/>
    public static IReadOnlyList<(string Name, int Count)> Outputs(NetworkInfo network) =>
        [.. network.Outputs.Select(output => (output.Name, output.Shape.Channels))];

    /// <summary>Without blank labels at the end that no output has a number for.</summary>
    public static string[] Trimmed(IEnumerable<string> labels, IReadOnlyList<(string Name, int Count)> outputs) =>
        LabelText.Trimmed([.. labels], outputs.Select(output => output.Count).Append(0).Max());

    /// <summary>What is wrong with the number of labels, or null.</summary>
    public static string? Problem(string source, int labels, IReadOnlyList<(string Name, int Count)> outputs) => outputs.Any(output => output.Count == labels)
        ? null
        : $"{source} has {Invariant.Format(labels)} labels, and "
            + $"{string.Join(", ", outputs.Take(5).Select(output => $"the output \"{output.Name}\" has {Invariant.Format(output.Count)} numbers"))}: "
            + "a label a line is accepted for each";
}
