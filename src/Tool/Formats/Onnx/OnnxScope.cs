using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The tensors of a graph by name, while its nodes are read. Initializers are read when a node asks for them.</summary>
/// <param name="sketch">What is drawn.</param>
/// <param name="tensors">Reads tensors of the file.</param>
/// <param name="initializers">The graph's constants.</param>
/// <param name="outer">The scope that a graph inside a node sees as well; or null.</param>
internal sealed class OnnxScope(GraphSketch sketch, OnnxTensors tensors, IEnumerable<TensorProto> initializers, OnnxScope? outer = null)
{
    private readonly Dictionary<string, Value?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _initializers = ByName(initializers);

    public GraphSketch Sketch => sketch;

    public OnnxTensors Tensors => tensors;

    /// <summary>True if what the model computes with integers stays integers.</summary>
    public bool KeepsIntegers { get; init; } = outer?.KeepsIntegers ?? false;

    /// <summary>True if the network computes integers of other than 8 bits.</summary>
    public bool HasWideIntegers { get; set; }

    /// <summary>What a node made, or null where that is not supported.</summary>
    public void Add(string name, Value? value)
    {
        if (value is not null)
        {
            sketch.Charge(value);
        }

        _values[name] = value;
    }

    /// <summary>Remembers why an output has no value, which matters where something reads it.</summary>
    public void Leave(string name, string reason) => _left[name] = reason;

    /// <summary>True for what would have been made by a node that is not supported, and for a constant that could not be read.</summary>
    public bool IsLost(string name)
    {
        if (_left.Remove(name, out var reason))
        {
            sketch.Refuse($"the tensor \"{name}\" {reason}");
        }

        if (!_values.ContainsKey(name) && _initializers.TryGetValue(name, out var tensor))
        {
            Add(name, sketch.Attempt(() => tensors.Read(tensor)));
        }

        return _values.TryGetValue(name, out var value) ? value is null : outer?.IsLost(name) ?? false;
    }

    /// <summary>What a node made; null for a constant of the file, or where no node made anything.</summary>
    public Value? Made(string name) => _values.GetValueOrDefault(name) ?? outer?.Made(name);

    /// <summary>A tensor that a node reads; null if there is none of that name.</summary>
    public Value? Read(string name) => Find(name) is { } value ? sketch.Reading(value) : null;

    public Value? Find(string name) => !IsLost(name) && _values.TryGetValue(name, out var value) ? value : outer?.Find(name);

    private static Dictionary<string, TensorProto> ByName(IEnumerable<TensorProto> initializers)
    {
        var named = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        foreach (var tensor in initializers)
        {
            if (!named.TryAdd(tensor.Name, tensor))
            {
                throw new ToolException($"the initializer \"{tensor.Name}\" is there twice.");
            }
        }

        return named;
    }
}
