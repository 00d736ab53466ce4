using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>What a network of floats does on images.</summary>
/// <param name="Ranges">What integers of each node's tensor would best stand for.</param>
/// <param name="Patches">The mean patches of each layer of sums, by its node.</param>
/// <param name="Channels">The mean of each channel of each node's tensor.</param>
internal sealed record Observation(IReadOnlyList<Quantisation> Ranges, IReadOnlyDictionary<int, double[]> Patches, IReadOnlyList<double[]> Channels)
{
    /// <param name="model">The network.</param>
    /// <param name="compiled">The same, with all tensors to look at.</param>
    /// <param name="images">Inputs like those that it will see.</param>
    /// <param name="step">Is called after each.</param>
    /// <exception cref="ToolException">A tensor has a number that is not finite.</exception>
    public static Observation Of(FloatModel model, GraphNetwork compiled, IReadOnlyList<float[]> images, Action step)
    {
        var nodes = model.Graph.Nodes;
        RangeObserver[] observers = [.. nodes.Select(_ => new RangeObserver())];
        IReadOnlyList<SumLayer> sums = SumLayer.All(model.Graph);
        var maps = sums.Select(sum => sum.Input).Distinct().ToDictionary(node => node, node => new double[nodes[node].Type.Length]);
        double[][] channels = [.. nodes.Select(node => new double[node.Type.Channels])];
        using var network = compiled.Load(model.Graph);
        foreach (var image in images)
        {
            var outputs = network.Run(image);
            Parallel.For(0, nodes.Count, node =>
            {
                var place = compiled.PlaceOf(node);
                var values = place < 0 ? image : outputs[place];
                observers[node].See(values, images.Count);
                AddMeans(values, images.Count, channels[node]);
                if (maps.TryGetValue(node, out var map))
                {
                    AddShare(values, images.Count, map);
                }
            });
            if (Enumerable.Range(0, nodes.Count).FirstOrDefault(node => !observers[node].IsFinite, -1) is >= 0 and var wrong)
            {
                throw new ToolException(
                    $"\"{nodes[wrong].Name}\" has numbers that are not finite in the network of floats; weights and inputs without them are accepted.");
            }

            step();
        }

        var ranges = new Quantisation[nodes.Count];
        Parallel.For(0, nodes.Count, node => ranges[node] = nodes[node].Operation is Input && model.InputRange is { } range
            ? RangeObserver.Of(range.Min, range.Max)
            : model.Graph.IsAnswer(node) ? observers[node].Whole() : observers[node].Best());
        return new Observation(ranges, sums.ToDictionary(sum => sum.Node, sum => sum.MeanPatches(maps[sum.Input])), channels);
    }

    /// <summary>Adds an image's share to the means of a tensor's channels.</summary>
    public static void AddMeans(ReadOnlySpan<float> values, int images, double[] means)
    {
        var share = (double)means.Length / ((double)values.Length * images);
        for (var index = 0; index < values.Length; index++)
        {
            means[index % means.Length] += values[index] * share;
        }
    }

    private static void AddShare(float[] values, int images, double[] sums)
    {
        for (var index = 0; index < sums.Length; index++)
        {
            sums[index] += (double)values[index] / images;
        }
    }
}
