namespace MobileNetGen.Tool.Report.Layout;

/// <summary>
/// Where the vertices of each layer stand from left to right: as near below and above their neighbours as the order and the gaps allow, in the sense of
/// least squares. Boxes weigh far more than edges that pass, so that a chain of boxes is straight and what leads around it makes room.
/// </summary>
internal static class LayerPlaces
{
    private const int Sweeps = 12;
    private const double BoxWeight = 1e6;
    private const double BoxGap = 30;
    private const double PassingGap = 16;
    private const double Rounding = 1e-6;

    /// <returns>The middle of each vertex; the leftmost edge is at 0.</returns>
    public static double[] Of(LayeredGraph graph, IReadOnlyList<int[]> layers)
    {
        var (above, below) = (graph.Segments.ToLookup(part => part.To, part => part.From), graph.Segments.ToLookup(part => part.From, part => part.To));
        var places = new double[graph.Vertices.Count];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? layers : layers.Reverse())
            {
                Settle(graph, layer, vertex => Wanted(graph, vertex, isDown ? above : below, places), places);
            }
        }

        Straighten(graph, layers, places);
        var left = Enumerable.Range(0, places.Length).Select(vertex => places[vertex] - (graph.Vertices[vertex].Width / 2)).DefaultIfEmpty().Min();
        return [.. places.Select(place => place - left)];
    }

    /// <summary>Below its neighbours; those of its own sort alone count, if it has such.</summary>
    private static double Wanted(LayeredGraph graph, int vertex, ILookup<int, int> neighbours, double[] places)
    {
        var alike = neighbours[vertex].Where(other => graph.Vertices[other].IsBox == graph.Vertices[vertex].IsBox).ToList();
        var counted = alike.Count > 0 ? alike : [.. neighbours[vertex]];
        return counted.Count > 0 ? counted.Average(other => places[other]) : places[vertex];
    }

    /// <summary>Isotonic regression: places less the gaps to their left must ascend, and neighbours that would not are moved as one.</summary>
    private static void Settle(LayeredGraph graph, int[] layer, Func<int, double> wanted, double[] places)
    {
        var offsets = new double[layer.Length];
        for (var index = 1; index < layer.Length; index++)
        {
            offsets[index] = offsets[index - 1] + Distance(graph.Vertices[layer[index - 1]], graph.Vertices[layer[index]]);
        }

        var groups = new Stack<(double Sum, double Weight, int Count)>();
        for (var index = 0; index < layer.Length; index++)
        {
            var weight = graph.Vertices[layer[index]].IsBox ? BoxWeight : 1;
            var group = (Sum: weight * (wanted(layer[index]) - offsets[index]), Weight: weight, Count: 1);
            while (groups.TryPeek(out var before) && before.Sum / before.Weight > group.Sum / group.Weight)
            {
                groups.Pop();
                group = (group.Sum + before.Sum, group.Weight + before.Weight, group.Count + before.Count);
            }

            groups.Push(group);
        }

        var next = 0;
        foreach (var (sum, weight, count) in groups.Reverse())
        {
            for (var end = next + count; next < end; next++)
            {
                places[layer[next]] = (sum / weight) + offsets[next];
            }
        }
    }

    /// <summary>Edges that pass several layers do so in one line, where that has room: the short ones first, around which the long ones go.</summary>
    private static void Straighten(LayeredGraph graph, IReadOnlyList<int[]> layers, double[] places)
    {
        foreach (var passed in graph.Paths.Select(path => path.Skip(1).SkipLast(1).ToList()).Where(passed => passed.Count > 1).OrderBy(passed => passed.Count))
        {
            var (least, most) = (passed.Min(vertex => places[vertex]), passed.Max(vertex => places[vertex]));
            if (new[] { most, least }.Cast<double?>().FirstOrDefault(place => passed.TrueForAll(vertex => HasRoom(vertex, place!.Value))) is { } line)
            {
                passed.ForEach(vertex => places[vertex] = line);
            }
        }

        double Least(int left, int right) => Distance(graph.Vertices[left], graph.Vertices[right]) - Rounding;

        bool HasRoom(int vertex, double place)
        {
            var layer = layers[graph.Vertices[vertex].Layer];
            var index = Array.IndexOf(layer, vertex);
            return (index == 0 || place - places[layer[index - 1]] >= Least(layer[index - 1], vertex))
                && (index == layer.Length - 1 || places[layer[index + 1]] - place >= Least(vertex, layer[index + 1]));
        }
    }

    private static double Distance(Vertex left, Vertex right) => ((left.Width + right.Width) / 2) + (left.IsBox || right.IsBox ? BoxGap : PassingGap);
}
