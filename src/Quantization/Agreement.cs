using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>How far a network of integers is from the one of floats that it was made of.</summary>
/// <param name="Images">On how many images that was measured.</param>
/// <param name="SameTop">On how many of them both have the same class first; null where the first output is no vector.</param>
/// <param name="Logits">Signal to noise of the first output before its softmax, each image's mean left out: the mean over images, in decibels.</param>
/// <param name="Layers">Signal to noise of each layer of integers in decibels, the worst first.</param>
internal sealed record Agreement(int Images, int? SameTop, double Logits, IReadOnlyList<LayerNoise> Layers)
{
    /// <param name="model">The network of floats.</param>
    /// <param name="reference">The same, with all tensors to look at.</param>
    /// <param name="integers">The network of integers.</param>
    /// <param name="compiled">The same, with all tensors to look at.</param>
    /// <param name="images">Inputs of both.</param>
    /// <param name="step">Is called after each.</param>
    /// <exception cref="ToolException">There is no image.</exception>
    public static Agreement Measure(
        FloatModel model, GraphNetwork reference, IntegerGraph integers, GraphNetwork compiled, IEnumerable<float[]> images, Action step)
    {
        var floats = model.Graph;
        using var exact = reference.Load(floats);
        using var quantised = compiled.Load(integers.Graph);

        var pairs = reference.Outputs.Select(node => integers.NodeOf[node]).Distinct()
            .Select(node => (Float: reference.PlaceOf(integers.FloatOf(node)), Made: compiled.PlaceOf(node), Node: node)).ToList();
        var (signal, noise) = (new double[pairs.Count], new double[pairs.Count]);
        var (output, logits) = (floats.Outputs[0].Node, floats.Logits());
        var (count, same, decibels) = (0, 0, 0.0);
        foreach (var image in images)
        {
            var (expected, actual) = (exact.Run(image), quantised.Run(image));
            Parallel.For(0, pairs.Count, pair => Decibels.Add(expected[pairs[pair].Float], actual[pairs[pair].Made], ref signal[pair], ref noise[pair]));
            same += Top(Expected(output)) == Top(Actual(output)) ? 1 : 0;
            decibels += Decibels.OfLogits(Expected(logits), Actual(logits));
            count++;
            step();

            float[] Expected(int node) => expected[reference.PlaceOf(node)];
            float[] Actual(int node) => actual[compiled.PlaceOf(integers.NodeOf[node])];
        }

        if (count == 0)
        {
            throw new ToolException("no input is left to compare integers with floats on; one or more are accepted.");
        }

        return new Agreement(
            count,
            floats.Nodes[output].Type.IsVector ? same : null,
            decibels / count,
            [.. pairs.Select((pair, index) => (integers.Graph.Nodes[pair.Node], Decibels.Of(signal[index], noise[index])))
                .Where(layer => layer.Item1.Type.IsInteger)
                .Select(layer => new LayerNoise(layer.Item1.Name, layer.Item2))
                .OrderBy(layer => layer.SignalToNoise)]);
    }

    private static int Top(float[] scores) => Ranking.Top(scores, 1)[0].Index;
}
