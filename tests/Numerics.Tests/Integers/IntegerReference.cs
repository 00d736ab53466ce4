using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;
using MobileNetGen.Numerics.Tests.Reference;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>A tensor: its own integers and what they stand for, or floats.</summary>
internal sealed record IntegerMap(Map Values, Steps? Steps)
{
    /// <summary>The bytes that a caller has for it.</summary>
    public byte[] Bytes => Steps is null
        ? [.. Values.Values.SelectMany(value => BitConverter.GetBytes((float)value))]
        : [.. Values.Values.Select(value => unchecked((byte)(int)value))];
}

/// <summary>
/// A network of integers evaluated node by node by the naive loops in which integers are exact, with what engines make of their sums. Scales, zero points
/// and weights are drawn on the way.
/// </summary>
internal sealed class IntegerReference(ShapedGraph shaped, DrawnNumbers numbers)
{
    private static readonly TensorSet s_none = new([]);

    private readonly IntegerMap[] _maps = new IntegerMap[shaped.Types.Count];

    /// <summary>The tensors of all nodes.</summary>
    /// <param name="input">The bytes of the one input.</param>
    public IReadOnlyList<IntegerMap> Run(byte[] input)
    {
        for (var index = 0; index < _maps.Length; index++)
        {
            _maps[index] = shaped.Graph.Nodes[index].Operation is Input ? Input(index, input) : Evaluate(index);
        }

        return _maps;
    }

    private IntegerMap Input(int index, byte[] bytes)
    {
        var map = Map.Of(shaped.Types[index]);
        var steps = numbers.Choose(shaped.Graph.Nodes[index].Name, IsSigned(index), -2, 2);
        for (var place = 0; place < bytes.Length; place++)
        {
            map.Values[place] = steps.IsSigned ? unchecked((sbyte)bytes[place]) : bytes[place];
        }

        return new IntegerMap(map, steps);
    }

    private bool IsSigned(int index) => (shaped.Graph.Nodes[index].Operation.OwnPrecision ?? shaped.Graph.Precision) == Precision.Int8;

    private IntegerMap Evaluate(int index)
    {
        var node = shaped.Graph.Nodes[index];
        IntegerMap[] inputs = [.. node.Inputs.Select(input => _maps[input])];
        var form = node.Operation.Integers;
        if (form is null)
        {
            return new IntegerMap(Floats(Moved(node, index, inputs)), null);
        }

        if (node.Operation.KeepsQuantization)
        {
            var moved = node.Operation is Resize { Method: Interpolation.Bilinear } resize
                ? IntegerResizing.Run(inputs[0], Map.Of(shaped.Types[index]), resize, form.Arithmetic)
                : Moved(Bordered(node, inputs[0].Steps!.Value), index, inputs);
            return inputs[0] with { Values = moved };
        }

        var layer = new IntegerLayer(node, form, IsSigned(index), inputs, Map.Of(shaped.Types[index]), numbers);
        return node.Operation is Dequantize
            ? new IntegerMap(Floats(inputs[0].Values.Select(value => ((float)value - inputs[0].Steps!.Value.Zero) * inputs[0].Steps!.Value.Scale)), null)
            : layer.Run();
    }

    private Map Moved(GraphNode node, int index, IntegerMap[] inputs) =>
        ReferenceNetwork.Evaluate(node, Map.Of(shaped.Types[index]), [.. inputs.Select(input => input.Values)], s_none);

    private static Map Floats(Map map) => map.Select(value => (float)value);

    /// <summary>A border consists of the integer for its value.</summary>
    private static GraphNode Bordered(GraphNode node, Steps steps) => node.Operation is Pad pad
        ? node with { Operation = pad with { Value = steps.Within(Math.Round((double)((float)pad.Value / steps.Scale)) + steps.Zero) } }
        : node;
}
