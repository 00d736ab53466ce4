namespace MobileNetGen.Tool.Report.Layout;

/// <summary>A vertex to draw: a box, or a place where a long edge passes a layer.</summary>
/// <param name="Layer">From the top, from 0.</param>
/// <param name="Width">In pixels; 0 where an edge passes.</param>
internal readonly record struct Vertex(int Layer, double Width)
{
    public bool IsBox => Width > 0;
}

/// <summary>
/// A directed acyclic graph as layers, so that all edges lead down, and each from one layer to the next: longer ones have a vertex in each layer
/// between. Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system structures", IEEE Trans. SMC 11(2), 1981.
/// </summary>
/// <param name="Vertices">Boxes first, in their order, then where edges pass.</param>
/// <param name="Paths">Of each edge its vertices, from top to bottom.</param>
internal sealed record LayeredGraph(IReadOnlyList<Vertex> Vertices, IReadOnlyList<IReadOnlyList<int>> Paths)
{
    public int Layers => Vertices.Count == 0 ? 0 : Vertices.Max(vertex => vertex.Layer) + 1;

    /// <summary>The parts of edges between a layer and the next.</summary>
    public IEnumerable<(int From, int To)> Segments => Paths.SelectMany(path => path.Zip(path.Skip(1)));

    /// <param name="widths">Of the boxes.</param>
    /// <param name="edges">From a box to one with a larger number.</param>
    public static LayeredGraph Of(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To)> edges)
    {
        var layers = LayerOf(widths.Count, edges);
        var vertices = widths.Select((width, box) => new Vertex(layers[box], width)).ToList();
        var paths = new List<IReadOnlyList<int>>();
        foreach (var (from, to) in edges)
        {
            var first = vertices.Count;
            vertices.AddRange(Enumerable.Range(layers[from] + 1, layers[to] - layers[from] - 1).Select(layer => new Vertex(layer, 0)));
            paths.Add([from, .. Enumerable.Range(first, vertices.Count - first), to]);
        }

        return new(vertices, paths);
    }

    /// <summary>As high as inputs allow; what has none is just above the first that reads it.</summary>
    private static int[] LayerOf(int boxes, IReadOnlyList<(int From, int To)> edges)
    {
        var layers = new int[boxes];
        var readers = edges.ToLookup(edge => edge.From, edge => edge.To);
        var read = edges.Select(edge => edge.To).ToHashSet();
        for (var box = 0; box < boxes; box++)
        {
            foreach (var reader in readers[box])
            {
                layers[reader] = Math.Max(layers[reader], layers[box] + 1);
            }
        }

        foreach (var source in Enumerable.Range(0, boxes).Where(box => !read.Contains(box) && readers[box].Any()))
        {
            layers[source] = readers[source].Min(reader => layers[reader]) - 1;
        }

        return layers;
    }
}
