namespace MobileNetGen.Tool.Report.Layout;

/// <summary>Orders each layer from left to right so that few edges cross: by the mean places of neighbours, downwards and upwards in turns.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 8;

    public static IReadOnlyList<int[]> Of(LayeredGraph graph)
    {
        var (above, below) = (graph.Segments.ToLookup(part => part.To, part => part.From), graph.Segments.ToLookup(part => part.From, part => part.To));
        List<int[]> layers = [.. Enumerable.Range(0, graph.Layers).Select(layer =>
            Enumerable.Range(0, graph.Vertices.Count).Where(vertex => graph.Vertices[vertex].Layer == layer).ToArray())];
        var (best, fewest) = (layers, Crossings(layers, below));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var isDown = sweep % 2 == 0;
            layers = [.. layers];
            for (var step = 1; step < layers.Count; step++)
            {
                var layer = isDown ? step : layers.Count - 1 - step;
                layers[layer] = Sorted(layers[layer], Places(layers[isDown ? layer - 1 : layer + 1]), isDown ? above : below);
            }

            var crossings = Crossings(layers, below);
            (best, fewest) = crossings < fewest ? (layers, crossings) : (best, fewest);
        }

        return best;
    }

    /// <summary>How many pairs of edges cross.</summary>
    public static int Crossings(IReadOnlyList<int[]> layers, ILookup<int, int> below) => layers.Zip(layers.Skip(1)).Sum(pair =>
    {
        var places = Places(pair.Second);
        int[] ends = [.. pair.First.SelectMany(vertex => below[vertex].Select(reader => places[reader]).Order())];
        return ends.Select((end, index) => ends.Take(index).Count(earlier => earlier > end)).Sum();
    });

    /// <summary>What has no neighbour there stays where it is.</summary>
    private static int[] Sorted(int[] layer, Dictionary<int, int> places, ILookup<int, int> neighbours) =>
        [.. layer.Select((vertex, place) => (Vertex: vertex, Place: neighbours[vertex].Any() ? neighbours[vertex].Average(other => places[other]) : place))
            .OrderBy(entry => entry.Place)
            .Select(entry => entry.Vertex)];

    private static Dictionary<int, int> Places(int[] layer) => layer.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
}
