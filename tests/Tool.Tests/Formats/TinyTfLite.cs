using System.IO.Compression;
using System.Text;
using Google.FlatBuffers;
using MobileNetGen.Tool.Formats.TfLite;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A small TensorFlow Lite model: a convolution, a mean, a dense layer, softmax; float, or with integer weights of a scale each.</summary>
internal sealed class TinyTfLite
{
    private const string LabelsFile = "labels.txt";

    private readonly FlatBufferBuilder _builder = new(4096);
    private readonly List<int> _buffers = [];
    private readonly List<int> _tensors = [];

    public static byte[] Bytes(bool quantised = false) => new TinyTfLite().Build(quantised, half: false, null);

    /// <summary>The kernel of the convolution in floats of 16 bits, behind an operator that widens them.</summary>
    public static byte[] Half() => new TinyTfLite().Build(quantised: false, half: true, null);

    /// <summary>With metadata: <c>(v − mean) / deviation</c> of bytes, and labels in an archive behind the model.</summary>
    public static byte[] WithMetadata(float mean, float deviation, string labels)
    {
        var model = new TinyTfLite().Build(quantised: false, half: false, new TinyTfLite().Metadata(mean, deviation));
        using var file = new MemoryStream();
        file.Write(model);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            TinyKeras.Add(archive, LabelsFile, Encoding.UTF8.GetBytes(labels));
        }

        return file.ToArray();
    }

    /// <summary>A map of three channels, padded to four and convolved to twice the size by MediaPipe's custom operator.</summary>
    public static byte[] Custom() => new TinyTfLite().BuildCustom();

    /// <summary>Many tensors that are one entry of the file, and an addition for each.</summary>
    /// <param name="count">How many.</param>
    /// <param name="elements">Bytes of the one buffer.</param>
    /// <param name="nameLength">Letters of the one name.</param>
    /// <param name="scales">Numbers of the one quantisation.</param>
    /// <param name="listed">Inputs of an addition; more than two are one list for all.</param>
    public static byte[] Repeated(int count, int elements = 1, int nameLength = 1, int scales = 1, int listed = 2) => new TinyTfLite().BuildRepeated(count, elements, nameLength, scales, listed);

    /// <summary>An operator whose output is its input.</summary>
    public static byte[] ReadingItself() => new TinyTfLite().BuildReadingItself();

    private byte[] BuildRepeated(int count, int elements, int nameLength, int scales, int listed)
    {
        _buffers.Add(Table((0, null)));
        var image = Tensor("image", [1, 4, 4, 3], null);
        var quantization = Table((2, Numbers([.. Enumerable.Repeat(1f, scales)])));
        var (buffer, extents, name) = (Buffer(new byte[elements]), Integers([elements]), _builder.CreateString(new string('n', nameLength)));
        var entry = Table((0, extents), (1, (sbyte)TfLiteType.Int8), (2, buffer), (3, name), (4, new Offset<int>(quantization)));
        _tensors.AddRange(Enumerable.Repeat(entry, count));
        var sum = Tensor("sum", [1, 4, 4, 3], null);
        var options = Table((0, (sbyte)0));
        var list = listed > 2 ? Integers(new int[listed]) : default;
        int[] operators = [.. Enumerable.Range(1, count).Select(index => listed > 2
            ? Table((0, 0), (1, list), (2, Integers([sum])), (4, new Offset<int>(options)))
            : Operator(0, [image, index], sum, options))];
        return Finish(Vector([Table((0, (sbyte)0), (3, 0))]), operators, image, sum, null);
    }

    private byte[] BuildReadingItself()
    {
        _buffers.Add(Table((0, null)));
        var (image, sum) = (Tensor("image", [1, 4, 4, 3], null), Tensor("sum", [1, 4, 4, 3], null));
        return Finish(Vector([Table((0, (sbyte)0), (3, 0))]), [Operator(0, [image, sum], sum, Table((0, (sbyte)0)))], image, sum, null);
    }

    private byte[] Build(bool quantised, bool half, byte[]? metadata)
    {
        _buffers.Add(Table((0, null)));
        var image = Tensor("image", [1, 8, 8, 3], null);
        var kernel = quantised ? Quantised("conv/kernel", [4, 3, 3, 3]) : Tensor("conv/kernel", [4, 3, 3, 3], Floats(108));
        var narrow = half ? Tensor("conv/kernel16", [4, 3, 3, 3], [.. TinyOnnx.Numbers(108).SelectMany(value => BitConverter.GetBytes((Half)value))], TfLiteType.Float16) : -1;
        kernel = half ? Tensor("conv/wide", [4, 3, 3, 3], null) : kernel;
        var map = Tensor("conv/Relu6", [1, 4, 4, 4], null);
        var axes = Tensor("axes", [2], [1, 0, 0, 0, 2, 0, 0, 0], TfLiteType.Int32);
        var means = Tensor("mean", [1, 4], null);
        var matrix = Tensor("fc/kernel", [5, 4], Floats(20));
        var logits = Tensor("fc/MatMul", [1, 5], null);
        var scores = Tensor("scores", [1, 5], null);
        var codes = Vector([.. new[] { 3, 40, 9, 25, 6 }.Select(code => Table((0, (sbyte)code), (3, code)))]);
        int[] operators =
        [
            .. half ? [Operator(4, [narrow], kernel, Table((0, (sbyte)0)))] : Array.Empty<int>(),
            Operator(0, [image, kernel], map, Table((0, (sbyte)0), (1, 2), (2, 2), (3, (sbyte)3))),
            Operator(1, [map, axes], means, Table((0, (sbyte)0))),
            Operator(2, [means, matrix, -1], logits, Table((0, (sbyte)0))),
            Operator(3, [logits], scores, Table((0, 1f))),
        ];
        return Finish(codes, operators, image, scores, metadata);
    }

    private byte[] BuildCustom()
    {
        _buffers.Add(Table((0, null)));
        var image = Tensor("image", [1, 4, 4, 3], null);
        var pads = Tensor("pads", [4, 2], [.. new[] { 0, 0, 0, 0, 0, 0, 0, 1 }.SelectMany(BitConverter.GetBytes)], TfLiteType.Int32);
        var padded = Tensor("padded", [1, 4, 4, 4], null);
        var kernel = Tensor("kernel", [2, 2, 2, 4], Floats(32));
        var bias = Tensor("bias", [2], Floats(2));
        var map = Tensor("map", [1, 8, 8, 2], null);
        var options = Blob([.. new[] { 1, 2, 2 }.SelectMany(BitConverter.GetBytes)]);
        var codes = Vector([Table((0, (sbyte)34), (3, 34)), Table((0, (sbyte)32), (1, _builder.CreateString("Convolution2DTransposeBias")), (3, 32))]);
        int[] operators =
        [
            Operator(0, [image, pads], padded, Table((0, (sbyte)0))),
            Table((0, 1), (1, Integers([padded, kernel, bias])), (2, Integers([map])), (5, options)),
        ];
        return Finish(codes, operators, image, map, null);
    }

    private byte[] Finish(int codes, int[] operators, int input, int output, byte[]? metadata)
    {
        var graph = Table((0, new VectorOffset(Vector([.. _tensors]))), (1, Integers([input])), (2, Integers([output])), (3, new VectorOffset(Vector(operators))));
        var entries = metadata is null ? (VectorOffset?)null : new VectorOffset(Vector([Table((0, _builder.CreateString(TfLiteFields.MetadataName)), (1, Buffer(metadata)))]));
        var model = Table((0, 3), (1, new VectorOffset(codes)), (2, new VectorOffset(Vector([graph]))), (4, new VectorOffset(Vector([.. _buffers]))), (6, entries));
        _builder.Finish(model, TfLiteFields.ModelIdentifier);
        return _builder.SizedByteArray();
    }

    private byte[] Metadata(float mean, float deviation)
    {
        var normalisation = new Offset<int>(Table((0, Numbers([mean])), (1, Numbers([deviation]))));
        var unit = Table((0, (sbyte)1), (1, normalisation));
        var input = Table((4, new VectorOffset(Vector([unit]))));
        var labels = Table((0, _builder.CreateString(LabelsFile)), (2, (sbyte)2));
        var output = Table((6, new VectorOffset(Vector([labels]))));
        var graph = Table((2, new VectorOffset(Vector([input]))), (3, new VectorOffset(Vector([output]))));
        _builder.Finish(Table((3, new VectorOffset(Vector([graph])))), TfLiteFields.MetadataIdentifier);
        return _builder.SizedByteArray();
    }

    private static byte[] Floats(int count) => [.. TinyOnnx.Numbers(count).SelectMany(BitConverter.GetBytes)];

    private int Operator(int code, int[] inputs, int output, int options) =>
        Table((0, code), (1, Integers(inputs)), (2, Integers([output])), (4, new Offset<int>(options)));

    private int Quantised(string name, int[] shape)
    {
        var scale = Numbers([0.01f, 0.02f, 0.03f, 0.04f]);
        return Tensor(name, shape, [.. Enumerable.Range(0, 108).Select(index => (byte)((index * 7) % 256))], TfLiteType.Int8, Table((2, scale), (6, 0)));
    }

    private int Tensor(string name, int[] shape, byte[]? data, TfLiteType type = TfLiteType.Float32, int? quantization = null)
    {
        var buffer = data is null ? 0 : Buffer(data);
        var (text, extents) = (_builder.CreateString(name), Integers(shape));
        _tensors.Add(quantization is { } table
            ? Table((0, extents), (1, (sbyte)type), (2, buffer), (3, text), (4, new Offset<int>(table)))
            : Table((0, extents), (1, (sbyte)type), (2, buffer), (3, text)));
        return _tensors.Count - 1;
    }

    private int Buffer(byte[] data)
    {
        _buffers.Add(Table((0, Blob(data))));
        return _buffers.Count - 1;
    }

    private VectorOffset Blob(byte[] data)
    {
        _builder.StartVector(1, data.Length, 16);
        foreach (var value in data.Reverse())
        {
            _builder.AddByte(value);
        }

        return _builder.EndVector();
    }

    private VectorOffset Integers(int[] values)
    {
        _builder.StartVector(4, values.Length, 4);
        foreach (var value in values.Reverse())
        {
            _builder.AddInt(value);
        }

        return _builder.EndVector();
    }

    private VectorOffset Numbers(float[] values)
    {
        _builder.StartVector(4, values.Length, 4);
        foreach (var value in values.Reverse())
        {
            _builder.AddFloat(value);
        }

        return _builder.EndVector();
    }

    private int Vector(int[] tables)
    {
        _builder.StartVector(4, tables.Length, 4);
        foreach (var table in tables.Reverse())
        {
            _builder.AddOffset(table);
        }

        return _builder.EndVector().Value;
    }

    private int Table(params (int Field, object? Value)[] fields)
    {
        _builder.StartTable(fields.Max(field => field.Field) + 1);
        foreach (var (field, value) in fields)
        {
            switch (value)
            {
                case int number:
                    _builder.AddInt(field, number, 0);
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
            }
        }

        return _builder.EndTable();
    }
}
