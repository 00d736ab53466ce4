using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The tensors of a model by number, while its operators are read. Entries and constants are read when they are first asked for.</summary>
internal sealed class TfLiteScope(long fileBytes, FlatTable model, IReadOnlyList<FlatTable> tensors)
{
    private readonly IReadOnlyList<FlatTable> _buffers = model.Tables(Model.Buffers, Limits.MostTensors);
    private readonly IReadOnlyList<FlatTable> _codes = model.Tables(Model.OperatorCodes, Limits.MostOperators);
    private readonly Dictionary<int, TfLiteTensor> _entries = [];
    private readonly Dictionary<int, Value?> _values = [];

    public GraphSketch Sketch { get; } = new(fileBytes);

    public TfLiteTensor Tensor(int index)
    {
        if (_entries.TryGetValue(index, out var known))
        {
            return known;
        }

        var tensor = index >= 0 && index < tensors.Count
            ? TfLiteTensor.Of(tensors[index])
            : throw new ToolException($"an operator names the tensor {index}; there are {tensors.Count}.");
        Sketch.Budget.Keep(tensor.Scale.Length + tensor.ZeroPoint.Length);
        return _entries[index] = tensor;
    }

    /// <summary>The operator's number. Files before the number 127 was passed have it in another field.</summary>
    public (TfLiteOperator Code, string Custom) CodeOf(int index)
    {
        if (index < 0 || index >= _codes.Count)
        {
            throw new ToolException($"an operator has the code {index}; there are {_codes.Count}.");
        }

        var code = _codes[index];
        return ((TfLiteOperator)Math.Max(code.Byte(OperatorCode.OldCode), code.Integer(OperatorCode.Code)), code.Text(OperatorCode.CustomCode));
    }

    public void Add(int index, Value? value)
    {
        Tensor(index);
        if (value is not null)
        {
            Sketch.Charge(value);
        }

        _values[index] = value;
    }

    /// <summary>True for what an operator would have made that is not supported, or that could not be read.</summary>
    public bool IsLost(int index) => _values.TryGetValue(index, out var value) && value is null;

    /// <summary>A tensor that an operator reads.</summary>
    public Value? Read(int index) => Find(index) is { } value ? Sketch.Reading(value) : null;

    public Value? Find(int index)
    {
        if (_values.TryGetValue(index, out var known))
        {
            return known;
        }

        var tensor = Tensor(index);
        var data = BufferOf(tensor.Buffer);
        if (data.Length == 0)
        {
            return null;
        }

        Sketch.Budget.Read(data.Length);
        Add(index, tensor.Read(data));
        return _values[index];
    }

    public ReadOnlySpan<byte> BufferOf(int index) => index > 0 && index < _buffers.Count ? _buffers[index].Bytes(TfLiteFields.Buffer.Data) : [];
}
