using Google.FlatBuffers;
using MobileNetGen.Tool.Formats.TfLite;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A TensorFlow Lite file while a test writes it: tensors and operators by the schema's names, options by the numbers of their fields.</summary>
internal sealed class TfLiteFile
{
    private readonly FlatBufferBuilder _builder = new(4096);
    private readonly List<int> _buffers = [];
    private readonly List<int> _tensors = [];
    private readonly List<int> _operators = [];
    private readonly List<(string Kind, string? Custom, int Version)> _codes = [];
    private readonly List<int> _graphs = [];
    private readonly List<(string Key, int Graph)> _signatures = [];

    public TfLiteFile() => _buffers.Add(Table((0, null)));

    /// <summary>Writes a file with one graph.</summary>
    public static byte[] Of(Func<TfLiteFile, (int[] Inputs, int[] Outputs)> draw)
    {
        var file = new TfLiteFile();
        var (inputs, outputs) = draw(file);
        file.Graph(inputs, outputs);
        return file.Finish();
    }

    /// <summary>A tensor that is computed, or the network's input.</summary>
    public int Tensor(string name, int[] shape, TfLiteType type = TfLiteType.Float32, float[]? scales = null, long zero = 0, int[]? open = null) =>
        Add(name, shape, type, 0, scales, zero, open);

    public int Constant(string name, int[] shape, params float[] values) =>
        Bytes(name, shape, TfLiteType.Float32, [.. values.SelectMany(BitConverter.GetBytes)]);

    public int Integers(string name, params int[] values) =>
        Bytes(name, [values.Length], TfLiteType.Int32, [.. values.SelectMany(BitConverter.GetBytes)]);

    public int Bytes(string name, int[] shape, TfLiteType type, byte[] bytes, float[]? scales = null, long zero = 0) =>
        Add(name, shape, type, Buffer(bytes), scales, zero, null);

    /// <summary>A constant with zero points of its own, however many.</summary>
    public int Bytes(string name, int[] shape, TfLiteType type, byte[] bytes, float[] scales, long[] zeros) =>
        Add(name, shape, type, Buffer(bytes), new Offset<int>(Table((2, Vector(scales)), (3, Vector(zeros)))), null);

    /// <summary>An operator of the graph that is being written.</summary>
    /// <param name="kind">The schema's name.</param>
    /// <param name="inputs">Numbers of tensors.</param>
    /// <param name="outputs">Numbers of tensors.</param>
    /// <param name="options">The schema's name of its options; null for none.</param>
    /// <param name="fields">The options' fields by number: flags and words are bytes.</param>
    public void Operator(string kind, int[] inputs, int[] outputs, string? options = null, params (int Field, object? Value)[] fields) =>
        Operator(kind, 1, inputs, outputs, options, fields);

    public void Operator(string kind, int version, int[] inputs, int[] outputs, string? options, params (int Field, object? Value)[] fields)
    {
        var number = (sbyte)TfLiteNames.Options.ToList().IndexOf(options ?? "NONE");
        Raw(kind, null, version, (1, Vector(inputs)), (2, Vector(outputs)), (3, number), (4, options is null ? null : Entry(fields)));
    }

    public void Custom(string name, int[] inputs, int[] outputs, byte[] options) =>
        Raw("CUSTOM", name, 1, (1, Vector(inputs)), (2, Vector(outputs)), (5, Blob(options)));

    /// <summary>An operator by the fields of its entry.</summary>
    public void Raw(string kind, string? custom, int version, params (int Field, object? Value)[] fields)
    {
        var code = _codes.IndexOf((kind, custom, version));
        if (code < 0)
        {
            code = _codes.Count;
            _codes.Add((kind, custom, version));
        }

        _operators.Add(Table([(0, code), .. fields]));
    }

    /// <summary>Ends a graph; the next one begins.</summary>
    public void Graph(int[] inputs, int[] outputs, string? signature = null)
    {
        if (signature is not null)
        {
            _signatures.Add((signature, _graphs.Count));
        }

        _graphs.Add(Table((0, Offsets(_tensors)), (1, Vector(inputs)), (2, Vector(outputs)), (3, Offsets(_operators))));
        _tensors.Clear();
        _operators.Clear();
    }

    public byte[] Finish(byte[]? metadata = null, int version = 3)
    {
        var codes = _codes.Select(code =>
        {
            var number = TfLiteNames.Operators.ToList().IndexOf(code.Kind);
            var custom = code.Custom is null ? (object?)null : _builder.CreateString(code.Custom);
            return Table((0, (sbyte)Math.Min(number, 127)), (1, custom), (2, code.Version), (3, number));
        }).ToList();
        object? entries = metadata is null ? null : Entries(Entry((0, _builder.CreateString(TfLiteFields.MetadataName)), (1, Buffer(metadata))));
        var signatures = _signatures.Select(signature => Table((2, _builder.CreateString(signature.Key)), (4, signature.Graph))).ToList();
        var model = Table((0, version), (1, Offsets(codes)), (2, Offsets(_graphs)), (4, Offsets(_buffers)), (6, entries), (7, Offsets(signatures)));
        _builder.Finish(model, TfLiteFields.ModelIdentifier);
        return _builder.SizedByteArray();
    }

    /// <summary>The metadata's own file: <c>(v − mean) / deviation</c> of bytes, and the name of a file of labels, if there is one.</summary>
    public static byte[] Metadata(float[] mean, float[] deviation, string? labels = null)
    {
        var file = new TfLiteFile();
        var normalisation = new Offset<int>(file.Table((0, file.Vector(mean)), (1, file.Vector(deviation))));
        var input = file.Table((4, file.Offsets([file.Table((0, (sbyte)1), (1, normalisation))])));
        var output = file.Table((6, labels is null ? null : file.Offsets([file.Table((0, file._builder.CreateString(labels)), (2, (sbyte)2))])));
        var graph = file.Table((2, file.Offsets([input])), (3, file.Offsets([output])));
        file._builder.Finish(file.Table((3, file.Offsets([graph]))), TfLiteFields.MetadataIdentifier);
        return file._builder.SizedByteArray();
    }

    /// <summary>The entry of a tensor, which may be listed several times.</summary>
    public void Repeat(int tensor, int count) => _tensors.AddRange(Enumerable.Repeat(_tensors[tensor], count - 1));

    public int Buffer(byte[] data)
    {
        _buffers.Add(Table((0, Blob(data))));
        return _buffers.Count - 1;
    }

    /// <summary>A buffer whose bytes lie after the tables.</summary>
    public int Buffer(long offset, long size)
    {
        _buffers.Add(Table((1, offset), (2, size)));
        return _buffers.Count - 1;
    }

    /// <summary>A tensor by the fields of its entry.</summary>
    public int RawTensor(string name, params (int Field, object? Value)[] fields)
    {
        var text = _builder.CreateString(name);
        _tensors.Add(Table([(3, text), .. fields]));
        return _tensors.Count - 1;
    }

    public VectorOffset Vector<T>(T[] values)
        where T : unmanaged
    {
        var size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        _builder.StartVector(size, values.Length, size);
        _builder.Add(values);
        return _builder.EndVector();
    }

    public Offset<int> Entry(params (int Field, object? Value)[] fields) => new(Table(fields));

    public VectorOffset Entries(params Offset<int>[] tables) => Offsets([.. tables.Select(table => table.Value)]);

    private int Add(string name, int[] shape, TfLiteType type, int buffer, float[]? scales, long zero, int[]? open)
    {
        var quantization = scales is null ? (Offset<int>?)null
            : new Offset<int>(Table((2, Vector(scales)), (3, Vector(Enumerable.Repeat(zero, scales.Length).ToArray()))));
        return Add(name, shape, type, buffer, quantization, open);
    }

    private int Add(string name, int[] shape, TfLiteType type, int buffer, Offset<int>? quantization, int[]? open) =>
        RawTensor(name, (0, Vector(shape)), (1, (sbyte)type), (2, buffer), (4, quantization), (7, open is null ? null : Vector(open)));

    private VectorOffset Blob(byte[] data)
    {
        _builder.StartVector(1, data.Length, 16);
        _builder.Add(data);
        return _builder.EndVector();
    }

    private VectorOffset Offsets(List<int> tables)
    {
        _builder.StartVector(4, tables.Count, 4);
        foreach (var table in Enumerable.Reverse(tables))
        {
            _builder.AddOffset(table);
        }

        return _builder.EndVector();
    }

    private int Table(params (int Field, object? Value)[] fields)
    {
        _builder.StartTable(fields.Select(field => field.Field + 1).DefaultIfEmpty().Max());
        foreach (var (field, value) in fields)
        {
            switch (value)
            {
                case null:
                    break;
                case int number:
                    _builder.AddInt(field, number, 0);
                    break;
                case long number:
                    _builder.AddLong(field, number, 0);
                    break;
                case float number:
                    _builder.AddFloat(field, number, 0);
                    break;
                case sbyte number:
                    _builder.AddSbyte(field, number, 0);
                    break;
                case VectorOffset vector:
                    _builder.AddOffset(field, vector.Value, 0);
                    break;
                case StringOffset text:
                    _builder.AddOffset(field, text.Value, 0);
                    break;
                case Offset<int> table:
                    _builder.AddOffset(field, table.Value, 0);
                    break;
                default:
                    throw new ArgumentException($"a field of {value.GetType()}", nameof(fields));
            }
        }

        return _builder.EndTable();
    }
}
