using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>How far a network of integers is from the one of floats that it was made of.</summary>
/// <param name="Images">On how many images that was measured.</param>
/// <param name="SameTop">On how many of them both have the same class first; null where the first output is no vector.</param>
/// <param name="Logits">Signal to noise of the first output before its softmax, each image's mean left out: the mean over images, in decibels.</param>
/// <param name="Layers">Signal to noise of each layer of integers in decibels, the worst first.</param>
internal sealed record Agreement(int Images, int? SameTop, double Logits, IReadOnlyList<(string Layer, double SignalToNoise)> Layers)
{
    /// <exception cref="ToolException">There is no image.</exception>
    public static Agreement Measure(FloatModel model, IntegerGraph integers, IEnumerable<float[]> images, Action step)
    {
        var floats = model.Graph;
        int[] shown = [.. Enumerable.Range(0, floats.Nodes.Count).Where(node => floats.Nodes[node].Operation is not Input)];
        int[] made = [.. shown.Select(node => integers.NodeOf[node]).Distinct()];
        using var reference = new GraphNetwork(floats, shown).Load(floats);
        using var quantised = new GraphNetwork(integers.Graph, made).Load(integers.Graph);

        var pairs = made.Select((node, index) => (Float: Array.IndexOf(shown, integers.FloatOf(node)), Made: index, Node: node)).ToList();
        var (signal, noise) = (new double[pairs.Count], new double[pairs.Count]);
        var output = floats.Outputs[0].Node;
        var logits = floats.Logits();
        var (count, same, decibels) = (0, 0, 0.0);
        foreach (var image in images)
        {
            var (expected, actual) = (reference.Run(image), quantised.Run(image));
            Parallel.For(0, pairs.Count, pair => Decibels.Add(expected[pairs[pair].Float], actual[pairs[pair].Made], ref signal[pair], ref noise[pair]));
            same += Top(expected[Array.IndexOf(shown, output)]) == Top(actual[Array.IndexOf(made, integers.NodeOf[output])]) ? 1 : 0;
            decibels += Decibels.OfLogits(expected[Array.IndexOf(shown, logits)], actual[Array.IndexOf(made, integers.NodeOf[logits])]);
            count++;
            step();
        }

        if (count == 0)
        {
            throw new ToolException("no image is left to compare integers with floats on.");
        }

        return new Agreement(
            count,
            floats.Nodes[output].Type.IsVector ? same : null,
            decibels / count,
            [.. pairs.Select((pair, index) => (integers.Graph.Nodes[pair.Node], Decibels.Of(signal[index], noise[index])))
                .Where(layer => layer.Item1.Type.IsInteger)
                .Select(layer => (layer.Item1.Name, layer.Item2))
                .OrderBy(layer => layer.Item2)]);
    }

    private static int Top(float[] scores) => Ranking.Top(scores, 1)[0].Index;
}
