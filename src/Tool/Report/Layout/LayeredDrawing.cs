namespace MobileNetGen.Tool.Report.Layout;

/// <summary>A box to draw.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Above">Free space above it, beside that of every box.</param>
internal readonly record struct Box(double Width, double Above);

/// <summary>A graph as it is drawn.</summary>
/// <param name="Width">Of all of it.</param>
/// <param name="Height">Of all of it.</param>
/// <param name="Boxes">The middle and the top of each box.</param>
/// <param name="Paths">Of each edge the points that it goes through, from the bottom of a box to the top of another.</param>
/// <param name="Layers">The layer of each box.</param>
internal sealed record LayeredDrawing(
    double Width,
    double Height,
    IReadOnlyList<(double X, double Y)> Boxes,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> Paths,
    IReadOnlyList<int> Layers)
{
    public const double BoxHeight = 38;
    private const double Gap = 22;

    /// <summary>From a box's corner to the first edge there.</summary>
    private const double Corner = 16;

    /// <param name="boxes">The boxes.</param>
    /// <param name="edges">From a box to one with a larger number.</param>
    public static LayeredDrawing Of(IReadOnlyList<Box> boxes, IReadOnlyList<(int From, int To)> edges)
    {
        var graph = LayeredGraph.Of([.. boxes.Select(box => box.Width)], edges);
        var places = LayerPlaces.Of(graph, LayerOrder.Of(graph));
        var tops = new double[graph.Layers];
        for (var layer = 0; layer < tops.Length; layer++)
        {
            var above = boxes.Where((_, box) => graph.Vertices[box].Layer == layer).Max(box => box.Above);
            tops[layer] = above + (layer == 0 ? 0 : tops[layer - 1] + BoxHeight + Gap);
        }

        return new(
            places.Select((place, vertex) => place + (graph.Vertices[vertex].Width / 2)).DefaultIfEmpty().Max(),
            tops.Length == 0 ? 0 : tops[^1] + BoxHeight,
            [.. boxes.Select((_, box) => (places[box], tops[graph.Vertices[box].Layer]))],
            [.. graph.Paths.Select(path => Points(path, graph, places, tops))],
            [.. boxes.Select((_, box) => graph.Vertices[box].Layer)]);
    }

    /// <summary>An edge ends at the side of a box that it comes from, and passes a layer straight.</summary>
    private static List<(double X, double Y)> Points(IReadOnlyList<int> path, LayeredGraph graph, double[] places, double[] tops)
    {
        var points = new List<(double X, double Y)> { (End(path[0], path[1]), tops[graph.Vertices[path[0]].Layer] + BoxHeight) };
        foreach (var passed in path.Skip(1).SkipLast(1))
        {
            points.Add((places[passed], tops[graph.Vertices[passed].Layer]));
            points.Add((places[passed], tops[graph.Vertices[passed].Layer] + BoxHeight));
        }

        points.Add((End(path[^1], path[^2]), tops[graph.Vertices[path[^1]].Layer]));
        return points;

        double End(int box, int neighbour)
        {
            var reach = (graph.Vertices[box].Width / 2) - Corner;
            return graph.Vertices[neighbour].IsBox ? places[box] : places[box] + Math.Clamp(places[neighbour] - places[box], -reach, reach);
        }
    }
}
