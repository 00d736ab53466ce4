using System.Text;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>What an import did, human-readable.</summary>
internal static class ImportReport
{
    public static string Write(
        string name,
        ImportedModel model,
        ImportGraph graph,
        IReadOnlyList<string> cleaned,
        IReadOnlyList<string> blocks,
        string? preprocess)
    {
        var text = new StringBuilder();
        text.Append($"# {Visible.Of(name)}\n\n{Visible.Of(model.Format)}.\n\n");
        var kinds = graph.Nodes.Where(node => node.Operation is not Generator.Ops.Input)
            .GroupBy(node => node.Operation.Kind)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        text.Append($"- {string.Join(", ", kinds.Select(group => $"{Invariant.Format(group.Count())} {group.Key}"))}\n");
        foreach (var line in model.Notes.Concat(cleaned).Concat(blocks))
        {
            text.Append($"- {Visible.Of(line)}\n");
        }

        foreach (var output in graph.Outputs.Where(output => output.Order is not null))
        {
            text.Append($"- {Visible.Of(output.Order!)}; the network's output is rows, columns, channels\n");
        }

        text.Append(preprocess is { } json ? $"- images become the input by {json}\n" : "- how images become the input is not said\n");
        return text.ToString();
    }
}
