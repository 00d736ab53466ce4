using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Operators that move or regroup axes. Of tensors they make views; of constants, other constants.</summary>
internal static class Reshaping
{
    public static Value Transpose(Value value, IReadOnlyList<int> permutation)
    {
        if (permutation.Count != value.Shape.Count
            || permutation.Distinct().Count() != permutation.Count
            || permutation.Any(axis => axis < 0 || axis >= permutation.Count))
        {
            throw new ToolException($"the permutation [{string.Join(", ", permutation)}] does not fit {value.DisplayShape}.");
        }

        return value is Constant constant
            ? Constants.Transpose(constant, permutation)
            : (Symbol)value with { Dims = [.. permutation.Select(axis => ((Symbol)value).Dims[axis])] };
    }

    /// <param name="value">What is reshaped.</param>
    /// <param name="shape">Extents; one may be −1, for what is left.</param>
    public static Value Reshape(Value value, IReadOnlyList<int> shape)
    {
        var length = Constant.LengthOf(value.Shape);
        var known = Constant.LengthOf(shape.Where(extent => extent != -1));
        var target = shape.Select(extent => extent == -1 && known > 0 ? length / known : extent).ToArray();
        if (shape.Count > Limits.MaxRank || shape.Count(extent => extent == -1) > 1 || Constant.LengthOf(target) != length)
        {
            throw new ToolException($"{value.DisplayShape} cannot be reshaped to [{string.Join(", ", shape)}].");
        }

        return value is Constant constant ? constant.Holding(target, constant.Values) : Regroup((Symbol)value, target);
    }

    public static Value Squeeze(Value value, IReadOnlyList<int> axes)
    {
        var dropped = axes.Count == 0
            ? [.. Enumerable.Range(0, value.Shape.Count).Where(axis => value.Shape[axis] == 1)]
            : axes.Select(axis => Axis(axis, value.Shape.Count)).ToList();
        return Reshape(value, [.. value.Shape.Where((_, axis) => !dropped.Contains(axis))]);
    }

    public static Value Unsqueeze(Value value, IReadOnlyList<int> axes)
    {
        var rank = value.Shape.Count + axes.Count;
        var added = axes.Select(axis => Axis(axis, rank)).ToHashSet();
        var extents = new Queue<int>(value.Shape);
        return added.Count == axes.Count
            ? Reshape(value, [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : extents.Dequeue())])
            : throw new ToolException($"the axes [{string.Join(", ", axes)}] are not different ones.");
    }

    /// <summary>A tensor repeated along axes where its extent is 1.</summary>
    /// <exception cref="ToolException">Its axes were taken apart too often.</exception>
    public static Symbol Spread(GraphSketch sketch, string name, Symbol tensor, IReadOnlyList<int> shape)
    {
        var whole = (Symbol)Elementwise.OfRank(tensor, shape.Count);
        foreach (var order in new[] { AxisOrder.Nchw, AxisOrder.Nhwc })
        {
            if (shape is [1, var second, var third, var fourth] && Views.IsMap(sketch, whole, order))
            {
                var map = order == AxisOrder.Nchw ? new MapShape(third, fourth, second) : new MapShape(second, third, fourth);
                return Views.OfMap(sketch, sketch.Add(name, new Expand(map), [whole.Node]), order);
            }
        }

        // The copies become the rows of what stays as it is.
        int[] added = [.. Enumerable.Range(0, shape.Count).Where(axis => shape[axis] != whole.Shape[axis])];
        var line = Arranging.Arrange(sketch, whole, [], [.. Enumerable.Range(0, whole.Memory.Length)], []);
        var node = sketch.Add(
            name,
            new Expand(new MapShape(Constant.LengthOf(added.Select(axis => shape[axis])), Constant.LengthOf(whole.Shape), 1)),
            [line.Node]);
        return new Symbol(
            node,
            [.. added.Select(axis => shape[axis]), .. line.Memory],
            [.. line.Dims.Select((dim, axis) => Array.IndexOf(added, axis) is >= 0 and var copy
                ? [copy]
                : dim.Select(factor => factor + added.Length).ToArray())]);
    }

    /// <summary>A tensor with each axis cut into factors as another's is, of the same extents.</summary>
    /// <exception cref="ToolException">Its axes are cut through.</exception>
    public static Symbol CutAs(Symbol tensor, Symbol model)
    {
        var finer = (Symbol)Reshape(tensor, [.. model.Dims.SelectMany(dim => dim).Select(factor => model.Memory[factor])]);
        var place = 0;
        return finer with { Dims = [.. model.Dims.Select(dim => dim.SelectMany(_ => finer.Dims[place++]).ToArray())] };
    }

    /// <summary>Merges the axes before <paramref name="axis"/>, and those from it on.</summary>
    public static Value Flatten(Value value, int axis)
    {
        var at = axis < 0 ? axis + value.Shape.Count : axis;
        return at < 0 || at > value.Shape.Count
            ? throw new ToolException($"the axis {axis} is not one of {value.DisplayShape}.")
            : Reshape(value, [Constant.LengthOf(value.Shape.Take(at)), Constant.LengthOf(value.Shape.Skip(at))]);
    }

    /// <summary>An axis counted from the front.</summary>
    public static int Axis(int axis, int rank) => axis >= -rank && axis < rank
        ? (axis + rank) % rank
        : throw new ToolException($"the axis {axis} is not one of {rank}.");

    /// <summary>Cuts the run of factors anew, splitting a factor where a new axis ends within it.</summary>
    private static Symbol Regroup(Symbol symbol, int[] target)
    {
        var memory = symbol.Memory.Select(size => new Factor(size)).ToList();
        var run = new LinkedList<Factor>(symbol.Dims.SelectMany(dim => dim).Select(index => memory[index]));
        var dims = new List<List<Factor>>();
        foreach (var extent in target)
        {
            var (dim, left) = (new List<Factor>(), extent);
            while (left > 1)
            {
                var factor = run.First!.Value;
                run.RemoveFirst();
                if (left % factor.Size != 0)
                {
                    if (factor.Size % left != 0)
                    {
                        throw new ToolException($"the reshape from {symbol.DisplayShape} to [{string.Join(", ", target)}] cuts through axes.");
                    }

                    var inner = new Factor(factor.Size / left);
                    factor.Size = left;
                    memory.Insert(memory.IndexOf(factor) + 1, inner);
                    run.AddFirst(inner);
                }

                left /= factor.Size;
                dim.Add(factor);
            }

            dims.Add(dim);
        }

        return symbol with
        {
            Memory = [.. memory.Select(factor => factor.Size)],
            Dims = [.. dims.Select(dim => dim.Select(factor => memory.IndexOf(factor)).ToArray())],
        };
    }

    private sealed class Factor(int size)
    {
        public int Size { get; set; } = size;
    }
}
