using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>A tensor of integers of a drawn model, with the names of its scale and zero point.</summary>
internal sealed record DrawnTensor(string Name, string Scale, string? Zero, int[] Shape, OnnxType Type, float Step, long Axis = 1);

/// <summary>Draws the constants of a quantised model, and nodes between its integers and real numbers.</summary>
/// <param name="random">Where all numbers come from.</param>
/// <param name="graph">The model so far.</param>
internal sealed class DrawnIntegers(Random random, GraphProto graph)
{
    private readonly Dictionary<string, string> _reals = new(StringComparer.Ordinal);
    private int _names;

    public bool Flip() => random.Next(2) == 0;

    public int Between(int low, int high) => random.Next(low, high + 1);

    public T One<T>(params T[] values) => values[random.Next(values.Length)];

    public string Name(string prefix) => $"{prefix}{_names++}";

    /// <summary>A tensor with a scale and a zero point, for numbers between two.</summary>
    public DrawnTensor Tensor(int[] shape, OnnxType type, float low, float high)
    {
        (low, high) = (Math.Min(low, 0), Math.Max(high, low + 1e-3f));
        var step = (high - low) / 255 * (0.7f + (0.4f * (float)random.NextDouble()));
        var zero = (int)Math.Clamp(MathF.Round(-low / step), 0, 255) - (type == OnnxType.Int8 ? 128 : 0);
        return new DrawnTensor(Name("t"), Constant(Floats("", [step])), Zero(type, [zero]), shape, type, step);
    }

    /// <summary>A tensor for probabilities, as every quantiser makes one: ONNX Runtime has no other.</summary>
    public DrawnTensor Probabilities(int[] shape, OnnxType type) => new(
        Name("t"), Constant(Floats("", [1 / 256f])), Zero(type, [type == OnnxType.Int8 ? -128 : 0]), shape, type, 1 / 256f);

    /// <summary>Weights: any integers, with a scale for each place along an axis, or one for all.</summary>
    public DrawnTensor Weights(OnnxType type, int[] shape, int axis, bool isPerPlace, float reach)
    {
        var places = isPerPlace ? shape[axis] : 1;
        var length = shape.Aggregate(1, (product, extent) => product * extent);
        var zero = type == OnnxType.UInt8 ? random.Next(100, 156) : 0;
        float[] scales = [.. Enumerable.Range(0, places).Select(_ => reach / 127 * (0.3f + (float)random.NextDouble()))];
        var values = Enumerable.Range(0, length).Select(_ => (sbyte)(random.Next(-127, 128) + (type == OnnxType.UInt8 ? 128 : 0)));
        long[] dims = isPerPlace ? [places] : [];
        return new DrawnTensor(
            Constant(Formats.TinyOnnx.SmallIntegers("", type, [.. values], [.. shape.Select(extent => (long)extent)])),
            Constant(Floats("", scales, dims)),
            type == OnnxType.UInt8 || Flip() ? Zero(type, [.. Enumerable.Repeat(zero, places)], dims) : null,
            shape,
            type,
            scales.Max(),
            axis);
    }

    /// <summary>Biases in steps of the input's scale times the weights'.</summary>
    public DrawnTensor Bias(DrawnTensor input, DrawnTensor weights, int outputs)
    {
        int[] values = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-3000, 3001))];
        var bias = new TensorProto { DataType = (int)OnnxType.Int32, Dims = { outputs }, Int32Data = { values } };
        var scales = graph.Initializer.Single(tensor => tensor.Name == weights.Scale).Clone();
        scales.RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(
            [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(scales.RawData.Span).ToArray().Select(scale => scale * input.Step)]));
        return new DrawnTensor(Constant(bias), Constant(scales), null, [outputs], OnnxType.Int32, 1, 0);
    }

    /// <summary>The real numbers that integers stand for, of a node that others may read too.</summary>
    public string Real(DrawnTensor tensor)
    {
        if (!_reals.TryGetValue(tensor.Name, out var real) || Flip() || graph.Node.All(node => node.Output[0] != real))
        {
            real = _reals[tensor.Name] = Name("r");
            AttributeProto[] axis = graph.Initializer.Any(constant => constant.Name == tensor.Scale && constant.Dims.Count > 0)
                ? [Integer("axis", tensor.Axis)] : [];
            graph.Node.Add(Node("DequantizeLinear", [.. Quantised(tensor)], real, axis));
        }

        return real;
    }

    /// <summary>Integers of real numbers.</summary>
    public void Quantise(string real, DrawnTensor target) =>
        graph.Node.Add(Node("QuantizeLinear", [real, target.Scale, .. target.Zero is { } zero ? new[] { zero } : []], target.Name));

    /// <summary>A tensor with its scale and zero point, as operators on integers take it.</summary>
    public static IEnumerable<string> Quantised(DrawnTensor tensor) =>
        tensor.Zero is { } zero ? [tensor.Name, tensor.Scale, zero] : [tensor.Name, tensor.Scale];

    /// <summary>A zero point that every operator takes.</summary>
    public string ZeroOf(DrawnTensor tensor)
    {
        long[] dims = [.. graph.Initializer.Single(scale => scale.Name == tensor.Scale).Dims];
        return tensor.Zero ?? Constant(Formats.TinyOnnx.SmallIntegers("", tensor.Type, new sbyte[dims.FirstOrDefault(1)], dims));
    }

    public string Constant(TensorProto tensor)
    {
        tensor.Name = Name("c");
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A zero point; unsigned integers may do without one that is 0.</summary>
    private string? Zero(OnnxType type, int[] values, params long[] dims) =>
        type == OnnxType.UInt8 && values.All(value => value == 0) && dims.Length == 0 && Flip()
        ? null
        : Constant(Formats.TinyOnnx.SmallIntegers("", type, [.. values.Select(value => (sbyte)value)], dims));
}
