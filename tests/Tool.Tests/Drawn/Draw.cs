using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.Onnx;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>What one drawn operator reads, and the constants it makes.</summary>
/// <param name="random">Where all numbers come from.</param>
/// <param name="input">The tensor it reads.</param>
/// <param name="shape">That tensor's shape.</param>
/// <param name="output">The tensor it makes, whose name is before its constants' names.</param>
/// <param name="version">The operator set.</param>
internal sealed class Draw(Random random, string input, int[] shape, string output, int version)
{
    private readonly List<TensorProto> _constants = [];
    private readonly List<NodeProto> _before = [];

    public string Input => input;

    public int[] Shape => shape;

    public int Rank => shape.Length;

    public int Version => version;

    public int Channels => shape[1];

    /// <summary>The rows and columns of a map.</summary>
    public int[] Pixels => shape[2..];

    public bool IsMap => shape.Length == 4;

    public IReadOnlyList<TensorProto> Constants => _constants;

    public IReadOnlyList<NodeProto> Before => _before;

    public bool Flip() => random.Next(2) == 0;

    public int Between(int low, int high) => random.Next(low, high + 1);

    public T One<T>(params T[] values) => values[random.Next(values.Length)];

    /// <summary>An axis, counted from the front or from the end.</summary>
    public int Axis() => Between(-Rank, Rank - 1);

    public float Number(double low = -2, double high = 2) => (float)(low + (random.NextDouble() * (high - low)));

    public float[] Numbers(int count, double low = -1, double high = 1) => [.. Enumerable.Range(0, count).Select(_ => Number(low, high))];

    public string Floats(float[] values, params long[] dims)
    {
        var name = Name();
        _constants.Add(Nodes.Floats(name, values, dims));
        return name;
    }

    /// <summary>Numbers of a shape.</summary>
    public string Weights(params int[] dims) =>
        Floats(Numbers(dims.Aggregate(1, (product, extent) => product * extent)), [.. dims.Select(extent => (long)extent)]);

    public string Longs(params long[] values)
    {
        var name = Name();
        _constants.Add(Nodes.Longs(name, values));
        return name;
    }

    public string Bytes(OnnxType type, params sbyte[] values) => Add(type, values, values.Length == 1 ? [] : [values.Length]);

    public NodeProto Node(string kind, string[] inputs, params AttributeProto?[] attributes) =>
        Nodes.Node(kind, inputs, output, [.. attributes.OfType<AttributeProto>()]);

    /// <summary>A node before the drawn one.</summary>
    public string Earlier(string kind, string[] inputs, params AttributeProto?[] attributes)
    {
        var name = $"{output}_n{_before.Count}";
        _before.Add(Nodes.Node(kind, inputs, name, [.. attributes.OfType<AttributeProto>()]));
        return name;
    }

    /// <summary>A shape that goes together with the input's: some extents, from the end, or 1.</summary>
    public int[] Part() => [.. shape.Skip(Between(0, Rank)).Select(extent => random.Next(3) == 0 ? 1 : extent)];

    private string Add(OnnxType type, sbyte[] values, long[] dims)
    {
        var name = Name();
        _constants.Add(Formats.TinyOnnx.SmallIntegers(name, type, values, dims));
        return name;
    }

    private string Name() => $"{output}_c{_constants.Count}";
}
