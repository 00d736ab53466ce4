using MobileNetGen.Networks.Passes;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>The passes that turn what exporters wrote into layers, in order.</summary>
internal static class CleanUp
{
    /// <summary>Those that change nothing of what is rounded where.</summary>
    private static readonly IReadOnlyList<string> s_ofIntegers =
    [
        "padding made a part of the layer after",
        "multiplications and additions folded into the layer before",
        "multiplications and additions that became layers",
        "paddings called by name",
    ];

    private static readonly IReadOnlyList<(string DisplayText, Func<ImportGraph, ImportGraph> Run)> s_passes =
    [
        ("operations that change nothing left out", DropIdentities.Run),
        ("padding made a part of the layer after", MergePads.Run),
        ("activations recognised that were spelled out", SpelledOutActivations.Run),
        ("multiplications and additions folded into the layer before", FoldAffines.Run),
        ("multiplications and additions that became layers", AffinesAsLayers.Run),
        ("paddings called by name", NamePaddings.Run),
    ];

    /// <summary>The clean graph, and a line for each pass that changed how many operations there are.</summary>
    /// <param name="graph">What a format's reader drew.</param>
    /// <param name="hasIntegers">True if some of it is computed with integers.</param>
    public static (ImportGraph Graph, IReadOnlyList<string> Report) Run(ImportGraph graph, bool hasIntegers = false)
    {
        var report = new List<string>();
        foreach (var (shown, run) in s_passes.Where(pass => !hasIntegers || s_ofIntegers.Contains(pass.DisplayText)))
        {
            var next = run(graph);
            if (next.Nodes.Count != graph.Nodes.Count)
            {
                report.Add($"{shown}: {graph.Nodes.Count} operations became {next.Nodes.Count}");
            }

            graph = next;
        }

        return (graph, report);
    }
}
