using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Tensors side by side along an axis.</summary>
internal static class Joining
{
    /// <exception cref="ToolException">Nothing is joined, or the other extents differ.</exception>
    public static Value Concat(GraphSketch sketch, string name, IReadOnlyList<Value> inputs, int axis)
    {
        if (inputs.Count == 0)
        {
            throw new ToolException("it joins nothing.");
        }

        if (inputs.All(input => input is Constant))
        {
            return Constants.Concat([.. inputs.Cast<Constant>()], axis);
        }

        if (inputs.Count == 1)
        {
            return inputs[0];
        }

        var model = inputs.OfType<Symbol>().First();
        var at = Reshaping.Axis(axis, model.Dims.Length);
        if (inputs.Any(input => input.Shape.Count != model.Dims.Length
            || input.Shape.Where((extent, index) => index != at && extent != model.Shape[index]).Any()))
        {
            throw new ToolException($"{string.Join(" and ", inputs.Select(input => input.DisplayShape))} cannot be joined along the axis {at}; "
                + "tensors that differ in no other axis are accepted.");
        }

        List<Symbol> tensors = [.. inputs.Select((input, index) => input as Symbol ?? ConstantMaps.As(sketch, $"{name}_{index}", (Constant)input, model))];
        return OfMaps(sketch, name, tensors, at)
            ?? OfChannels(sketch, name, tensors, at)
            ?? Appended(sketch, name, tensors, at)
            ?? Arranged(sketch, name, tensors, at);
    }

    private static Symbol? OfMaps(GraphSketch sketch, string name, List<Symbol> tensors, int at)
    {
        foreach (var order in new[] { AxisOrder.Nchw, AxisOrder.Nhwc })
        {
            if (at > 0 && tensors.All(tensor => Views.IsMap(sketch, tensor, order)))
            {
                Axis[] axes = order == AxisOrder.Nchw ? [Axis.Channels, Axis.Height, Axis.Width] : [Axis.Height, Axis.Width, Axis.Channels];
                return Views.OfMap(sketch, sketch.Add(name, new Concat(axes[at - 1]), [.. tensors.Select(tensor => tensor.Node)]), order);
            }
        }

        return null;
    }

    /// <summary>Along the nodes' channels, where the nodes have their other elements in one order.</summary>
    private static Symbol? OfChannels(GraphSketch sketch, string name, List<Symbol> tensors, int at)
    {
        if (!tensors.All(tensor => Views.ChannelFactors(sketch, tensor) is { } channels
            && tensor.Dims[at].SequenceEqual(channels)
            && HasOthersOf(tensor, tensors[0], at)))
        {
            return null;
        }

        var node = sketch.Add(name, new Concat(), [.. tensors.Select(tensor => tensor.Node)]);
        return Joined(
            tensors[0],
            node,
            [.. tensors[0].Memory[..^tensors[0].Dims[at].Length], sketch.TypeOf(node).Channels],
            tensors[0].Memory.Length - tensors[0].Dims[at].Length,
            at);
    }

    private static bool HasOthersOf(Symbol tensor, Symbol other, int at) =>
        Others(tensor, at).SequenceEqual(Others(other, at)) && Others(tensor, at).All(factor => tensor.Memory[factor] == other.Memory[factor]);

    private static IEnumerable<int> Others(Symbol tensor, int at) => tensor.Dims.Where((_, axis) => axis != at).SelectMany(dim => dim);

    /// <summary>Vectors one after the other along the outermost axis: what the heads of detectors do with their maps.</summary>
    private static Symbol? Appended(GraphSketch sketch, string name, List<Symbol> tensors, int at)
    {
        if (tensors.Any(tensor => !tensor.IsInOrder || tensor.Dims[..at].Any(dim => dim.Length > 0) || !Rest(tensor, at).SequenceEqual(Rest(tensors[0], at))))
        {
            return null;
        }

        var node = sketch.Add(name, new Concat(), [.. tensors.Select((tensor, index) => Views.ToVector(sketch, $"{name}_{index}", tensor))]);
        return Joined(tensors[0], node, [tensors.Sum(tensor => tensor.Shape[at]), .. Rest(tensors[0], at)], 0, at);
    }

    private static IEnumerable<int> Rest(Symbol tensor, int axis) => tensor.Dims.Skip(axis + 1).SelectMany(dim => dim).Select(factor => tensor.Memory[factor]);

    /// <summary>The axis becomes the channels of each, whatever it was.</summary>
    private static Symbol Arranged(GraphSketch sketch, string name, List<Symbol> tensors, int at)
    {
        var node = sketch.Add(
            name,
            new Concat(),
            [.. tensors.Select(tensor => Arranging.Arrange(sketch, tensor, [.. Others(tensor, at)], [], tensor.Dims[at]).Node)]);
        var model = tensors[0];
        var place = 0;
        int[][] dims = [.. model.Dims.Select((dim, axis) => axis == at ? [] : dim.Select(_ => place++).ToArray())];
        dims[at] = [place];
        return new Symbol(node, [.. Others(model, at).Select(factor => model.Memory[factor]), tensors.Sum(tensor => tensor.Shape[at])], dims);
    }

    /// <summary>The view of a whole whose axis <paramref name="axis"/> became one factor at <paramref name="place"/>.</summary>
    private static Symbol Joined(Symbol part, int node, int[] memory, int place, int axis)
    {
        var before = part.Dims[axis].Length;
        return new Symbol(
            node,
            memory,
            [.. part.Dims.Select((dim, index) => index == axis ? [place] : dim.Select(factor => factor < place ? factor : factor - before + 1).ToArray())]);
    }
}
