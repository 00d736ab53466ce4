using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>An input of a model: a batch of one map or vector.</summary>
internal sealed class OnnxInputPort
{
    private const int MaxExtent = 8192;
    private static readonly string[] s_transparent = ["Add", "Sub", "Mul", "Div", "Cast", "Identity", "QuantizeLinear", "DequantizeLinear", "Pad", "Clip"];

    private readonly string _name;
    private readonly ModelElementType _element;
    private readonly IReadOnlyList<long> _extents;
    private readonly AxisOrder _order;
    private readonly Quantisation? _integers;

    /// <param name="input">What the model says of it.</param>
    /// <param name="shape">Its extents, where the model leaves them open; or null.</param>
    /// <param name="nodes">The nodes, of which some read it.</param>
    /// <param name="isTurned">True to take a map in the less likely order.</param>
    /// <param name="integers">What its integers stand for, where they stay integers; or null.</param>
    /// <exception cref="ToolException">It is no batch of one map or vector of numbers, or the extents contradict the model's.</exception>
    public OnnxInputPort(ValueInfoProto input, IReadOnlyList<int>? shape, IReadOnlyList<NodeProto> nodes, bool isTurned, Quantisation? integers = null)
    {
        _integers = integers is { Element: var type } && type == Element(input) ? integers : null;
        _name = input.Name;
        _element = Element(input);
        _extents = Extents(input, shape);
        _order = _extents.Count == 4 && IsChannelsLast(nodes) != isTurned ? AxisOrder.Nhwc : AxisOrder.Nchw;
    }

    public string Note => $"the model's input \"{_name}\" is {(_extents.Count == 4 ? _order.ToString().ToUpperInvariant() : "a vector")} "
        + $"[{string.Join(", ", _extents)}]"
        + $"; the network's is rows, columns, channels{Conversion}";

    private string Conversion => _integers is null && _element.IsInteger() ? $", and takes the model's {_element} as floats of the same value" : "";

    public bool IsOfBytes => _element == ModelElementType.UInt8;

    public Symbol AddTo(GraphSketch sketch)
    {
        if (_integers is not { } integers)
        {
            return Floats(sketch);
        }

        var symbol = Views.OfInput(
            sketch,
            _name,
            [.. _extents.Select(extent => (int)extent)],
            _order,
            ElementType.UInt8,
            OnnxIntegers.PrecisionOf(QuantisedRange.RequireValid(integers)));
        sketch.Quantise(symbol.Node, new IntegerFacts(integers));
        return symbol with { Element = integers.Element, Quantisation = integers };
    }

    private Symbol Floats(GraphSketch sketch) => Views.OfInput(sketch, _name, [.. _extents.Select(extent => (int)extent)], _order) with { Element = _element };

    private static ModelElementType Element(ValueInfoProto input)
    {
        var element = input.Type?.TensorType is { } tensor
            ? OnnxTypes.Element(tensor.ElemType)
            : throw new ToolException($"the input \"{input.Name}\" is no tensor.");
        return element.IsFloat() || element.IsInteger()
            ? element
            : throw new ToolException($"the input \"{input.Name}\" is of {element}; numbers are accepted.");
    }

    private static IReadOnlyList<long> Extents(ValueInfoProto input, IReadOnlyList<int>? shape)
    {
        var said = input.Type.TensorType.Shape?.Dim.Select(dim => dim.DimValue).ToList();
        if (shape is not null && said is not null && (said.Count != shape.Count || said.Where((extent, axis) => extent > 0 && extent != shape[axis]).Any()))
        {
            throw new ToolException($"the input \"{input.Name}\" is [{DisplayText(said)}], which [{string.Join(", ", shape)}] contradicts; "
                + "only what the model leaves open can be said.");
        }

        IReadOnlyList<long> extents = shape is not null
            ? [.. shape.Select(extent => (long)extent)]
            : [.. (said ?? []).Select((extent, axis) => axis == 0 && extent < 1 ? 1 : extent)];
        return extents.All(extent => extent is >= 1 and <= MaxExtent) && extents.Count is 2 or 4 && extents[0] == 1
            ? extents
            : throw new ToolException($"the input \"{input.Name}\" is [{DisplayText(extents)}]; a batch of one map or vector of known extents is accepted: "
                + "say them with --shape, as in --shape 1x3x224x224.");
    }

    private static string DisplayText(IReadOnlyList<long> extents) => string.Join(", ", extents.Select(extent => extent < 1 ? "?" : $"{extent}"));

    /// <summary>
    /// True if the input is brought from NHWC to NCHW before anything that depends on the order, or if only its last extent is one of images' channels.
    /// </summary>
    private bool IsChannelsLast(IReadOnlyList<NodeProto> nodes)
    {
        var readers = nodes.SelectMany(node => node.Input.Select(name => (name, node)))
            .GroupBy(read => read.name)
            .ToDictionary(reads => reads.Key, reads => reads.First().node);
        for (var (name, steps) = (_name, 0); steps <= nodes.Count && readers.TryGetValue(name, out var reader); steps++)
        {
            if (reader.OpType == "Transpose")
            {
                return reader.Attribute.Any(attribute => attribute.Name == "perm" && attribute.Ints.SequenceEqual([0, 3, 1, 2]));
            }

            if (!s_transparent.Contains(reader.OpType) || reader.Output.Count == 0)
            {
                break;
            }

            name = reader.Output[0];
        }

        return _extents is [_, not (1 or 3), > 1, 1 or 3];
    }
}
