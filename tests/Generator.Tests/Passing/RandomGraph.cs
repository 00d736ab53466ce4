using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Tests.Harness;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Graphs with crossing branches, views and several inputs and outputs, the same for the same seed.</summary>
internal static class RandomGraph
{
    public static ShapedGraph Of(int seed)
    {
        var random = new Random(seed);
        var inputs = Enumerable.Range(0, random.Next(1, 3)).Select(index => new Tensor($"in{index}", 8, random.Next(1, 20))).ToList();
        var tensors = inputs.ToList();
        var layers = new List<string>();
        for (var layer = random.Next(2, 25); layer > 0; layer--)
        {
            var (text, made) = Layer($"n{layer}", tensors, random);
            layers.Add(text);
            tensors.Add(made);
        }

        var outputs = Enumerable.Range(0, random.Next(1, 4)).Select(index => $$"""{ "name": "o{{index}}", "layer": "{{Recent(tensors, 8, random).Name}}" }""");
        var ports = inputs.Select(input =>
            $$"""{ "name": "{{input.Name}}", "height": {{input.Extent}}, "width": {{input.Extent}}, "channels": {{input.Channels}} }""");
        return Passes.Graph($$"""
            { "inputs": [ {{string.Join(", ", ports)}} ],
              "layers": [ {{string.Join(", ", layers)}} ],
              "outputs": [ {{string.Join(", ", outputs)}} ] }
            """);
    }

    private static (string Text, Tensor Made) Layer(string name, List<Tensor> tensors, Random random)
    {
        var read = Recent(tensors, random.Next(1, 6), random);
        var alike = Any(tensors.Where(other => other.Extent == read.Extent && other.Channels == read.Channels), random);
        var beside = Any(tensors.Where(other => other.Extent == read.Extent), random);
        var filters = random.Next(1, 20);
        var same = read with { Name = name };
        return random.Next(11) switch
        {
            0 => (Text($"\"conv\", \"filters\": {filters}, \"kernel\": 3", read), same with { Channels = filters }),
            1 => (Text("\"depthwise\", \"batchNorm\": true", read), same),
            2 when read.Extent > 1 => (Text("\"maxPool\"", read), same with { Extent = read.Extent / 2 }),
            3 when read.Extent < 32 => (Text("\"upsample\"", read), same with { Extent = read.Extent * 2 }),
            4 => (Text("\"add\"", read, alike), same),
            5 when read.Channels + beside.Channels < 100 => (Text("\"concat\"", read, beside), same with { Channels = read.Channels + beside.Channels }),
            6 => (Text("\"dropout\"", read), same),
            7 when read.Channels < 100 => (Text("\"pointwise\", \"activation\": \"relu\"" + $", \"filters\": {read.Channels}", read), same),
            8 when read.Channels < 100 => (Text($"\"invertedResidual\", \"expansion\": 2, \"residual\": false, \"filters\": {read.Channels}", read), same),
            9 => (Text("\"flatten\"", read), new Tensor(name, 1, read.Extent * read.Extent * read.Channels)),
            _ => (Text("\"relu\"", read), same),
        };

        string Text(string kind, params Tensor[] inputs) =>
            $$"""{ "kind": {{kind}}, "name": "{{name}}", "inputs": [ {{string.Join(", ", inputs.Select(input => $"\"{input.Name}\""))}} ] }""";
    }

    private static Tensor Recent(List<Tensor> tensors, int most, Random random) => tensors[^random.Next(1, Math.Min(most, tensors.Count) + 1)];

    private static Tensor Any(IEnumerable<Tensor> tensors, Random random) => tensors.ElementAt(random.Next(tensors.Count()));

    private sealed record Tensor(string Name, int Extent, int Channels);
}
