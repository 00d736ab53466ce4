using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The tensors of a model by name, while its operators are read.</summary>
internal sealed class OnnxScope(GraphSketch sketch, long operatorSet)
{
    private readonly Dictionary<string, Value?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxType> _types = new(StringComparer.Ordinal);

    public GraphSketch Sketch { get; } = sketch;

    public long OperatorSet { get; } = operatorSet;

    public void Add(string name, Value? value)
    {
        if (value is not null)
        {
            Sketch.Charge(value);
        }

        _values[name] = value;
    }

    public void Add(TensorProto tensor)
    {
        Add(tensor.Name, OnnxTensors.Read(tensor));
        _types[tensor.Name] = (OnnxType)tensor.DataType;
    }

    public bool Knows(string name) => _values.ContainsKey(name);

    /// <summary>True for what an operator would have made that is not supported, or that could not be read.</summary>
    public bool IsLost(string name) => _values.TryGetValue(name, out var value) && value is null;

    /// <summary>A tensor that an operator reads.</summary>
    public Value? Read(string name) => Find(name) is { } value ? Sketch.Reading(value) : null;

    public Value? Find(string name) => _values.GetValueOrDefault(name);

    public OnnxType TypeOf(string name) => _types.GetValueOrDefault(name, OnnxType.UInt8);
}
