namespace MobileNetGen.Tool.Import.Passes;

/// <summary>The passes that turn what exporters wrote into layers, in order.</summary>
internal static class CleanUp
{
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
    public static (ImportGraph Graph, IReadOnlyList<string> Report) Run(ImportGraph graph)
    {
        var report = new List<string>();
        foreach (var (shown, run) in s_passes)
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
