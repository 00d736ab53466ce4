using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Where the weights of layers are found.</summary>
internal interface IKerasWeights
{
    /// <summary>A weight by its name, or by its place among the layer's; null if the file has none.</summary>
    Constant? Find(KerasEntry layer, string name, int index);
}

/// <summary>What all layers of a model share while it is read.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Version">Keras' major version: 2 and 3 call different functions hard_sigmoid.</param>
/// <param name="FileBytes">The length of the model's files.</param>
internal sealed record KerasContext(IKerasWeights Weights, int Version, long FileBytes)
{
    public GraphSketch Sketch { get; } = new(FileBytes);

    /// <summary>Null until a layer says how bytes become the input.</summary>
    public PreprocessChoice? Preprocess { get; set; }
}

/// <summary>Weights by the paths of Keras 2 and TensorFlow.js: <c>outer/conv1/kernel</c>, found by their end.</summary>
internal sealed class NamedKerasWeights : IKerasWeights
{
    private readonly Dictionary<string, List<Constant>> _byEnd = new(StringComparer.Ordinal);

    public void Add(string path, Constant value)
    {
        var parts = path.Split(':')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var end = parts.Length > 1 ? $"{parts[^2]}/{parts[^1]}" : path;
        if (!_byEnd.TryGetValue(end, out var values))
        {
            _byEnd.Add(end, values = []);
        }

        values.Add(value);
    }

    public Constant? Find(KerasEntry layer, string name, int index)
    {
        // A name may have scopes of its own: "block_1/depthwise".
        var last = layer.Name.Split('/')[^1];
        return _byEnd.TryGetValue($"{last}/{name}", out var values)
            ? values is [var only] ? only : throw new ToolException($"the file has {values.Count} weights that end in {last}/{name}.")
            : null;
    }
}
