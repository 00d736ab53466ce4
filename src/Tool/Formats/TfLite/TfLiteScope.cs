using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The tensors of a graph by number, while its operators are read. Entries and constants are read when they are first asked for.</summary>
/// <param name="file">The whole file, in which buffers may lie after the tables.</param>
/// <param name="model">The model.</param>
/// <param name="graph">The graph of it that is read.</param>
internal sealed class TfLiteScope(byte[] file, FlatTable model, FlatTable graph)
{
    private readonly IReadOnlyList<FlatTable> _tensors = graph.Tables(Subgraph.Tensors, Limits.MaxTensors);
    private readonly IReadOnlyList<FlatTable> _buffers = model.Tables(Model.Buffers, Limits.MaxTensors);
    private readonly IReadOnlyList<FlatTable> _codes = model.Tables(Model.OperatorCodes, Limits.MaxOperators);
    private readonly Dictionary<int, TfLiteTensor> _entries = [];
    private readonly Dictionary<int, Constant> _constants = [];
    private readonly Dictionary<int, Value?> _values = [];

    public GraphSketch Sketch { get; } = new(file.Length);

    /// <summary>True if what the model computes with integers stays integers.</summary>
    public bool KeepsIntegers { get; set; }

    /// <summary>What most of the network's integers are.</summary>
    public Precision Precision { get; set; }

    /// <summary>True if the user said extents that the model leaves open: those of its other tensors are not what the file says then.</summary>
    public bool IsResized { get; set; }

    public TfLiteTensor Tensor(int index)
    {
        if (_entries.TryGetValue(index, out var known))
        {
            return known;
        }

        var tensor = index >= 0 && index < _tensors.Count
            ? TfLiteTensor.Of(_tensors[index])
            : throw new ToolException($"an operator names the tensor {index}; there are {_tensors.Count}.");
        Sketch.Budget.Keep(tensor.Scale.Length + tensor.ZeroPoint.Length);
        return _entries[index] = tensor;
    }

    /// <summary>The numbers of the tensors that have a name.</summary>
    public IReadOnlyList<int> Named(string name) =>
        [.. Enumerable.Range(0, _tensors.Count).Where(index => _tensors[index].Text(TfLiteFields.Tensor.Name) == name)];

    /// <summary>The operators in the order in which they run.</summary>
    public IReadOnlyList<TfLiteOperation> Operations() =>
        [.. graph.Tables(Subgraph.Operators, Limits.MaxOperators).Select(table => TfLiteOperation.Of(table, Code(table.Integer(Operator.Code))))];

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

    /// <summary>What an operator made; null for a constant that was not asked for, or where no operator made anything.</summary>
    public Value? Made(int index) => _values.GetValueOrDefault(index);

    /// <summary>A tensor as real numbers where it has or stands for them; null where no operator before makes it.</summary>
    public Value? Find(int index)
    {
        if (_values.TryGetValue(index, out var known))
        {
            return known;
        }

        if (Elements(index) is not { } constant)
        {
            return null;
        }

        Add(index, Tensor(index).IsQuantised ? TfLiteConstants.Real(Tensor(index), constant) : constant);
        return _values[index];
    }

    /// <summary>A constant's own elements; null where the tensor is computed.</summary>
    public Constant? Elements(int index)
    {
        if (_constants.TryGetValue(index, out var constant))
        {
            return constant;
        }

        if (_values.TryGetValue(index, out var known))
        {
            return Tensor(index).IsQuantised ? null : known as Constant;
        }

        var bytes = BufferOf(Tensor(index).Buffer);
        if (bytes.Length == 0)
        {
            return null;
        }

        Sketch.Budget.Read(bytes.Length);
        constant = TfLiteConstants.Read(Tensor(index), bytes);
        Sketch.Charge(constant);
        return _constants[index] = constant;
    }

    /// <summary>The bytes of a buffer, in the tables or after them; none where it has none.</summary>
    /// <exception cref="ToolException">They would lie outside the file.</exception>
    public ReadOnlySpan<byte> BufferOf(int index)
    {
        if (index <= 0 || index >= _buffers.Count)
        {
            return [];
        }

        var buffer = _buffers[index];
        var (offset, size) = (buffer.Long(TfLiteFields.Buffer.Offset), buffer.Long(TfLiteFields.Buffer.Size));
        if (offset <= 1)
        {
            return buffer.Bytes(TfLiteFields.Buffer.Data);
        }

        return size >= 0 && size <= file.Length && offset <= file.Length - size
            ? file.AsSpan((int)offset, (int)size)
            : throw new ToolException($"a buffer has {size} bytes from the byte {offset} on, and the file has {file.Length}.");
    }

    private FlatTable Code(int index) => index >= 0 && index < _codes.Count
        ? _codes[index]
        : throw new ToolException($"an operator has the code {index}; there are {_codes.Count}.");
}
