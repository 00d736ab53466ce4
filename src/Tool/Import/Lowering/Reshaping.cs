namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Operators that move or regroup axes. Of tensors they make views; of constants, other constants.</summary>
internal static class Reshaping
{
    public static Value Transpose(Value value, IReadOnlyList<int> permutation)
    {
        if (permutation.Count != value.Shape.Count || permutation.Distinct().Count() != permutation.Count || permutation.Any(axis => axis < 0 || axis >= permutation.Count))
        {
            throw new ToolException($"the permutation [{string.Join(", ", permutation)}] does not fit {value.ShownShape}.");
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
        if (shape.Count > Limits.MostRank || shape.Count(extent => extent == -1) > 1 || Constant.LengthOf(target) != length)
        {
            throw new ToolException($"{value.ShownShape} cannot be reshaped to [{string.Join(", ", shape)}].");
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

    /// <summary>Merges the axes in front of <paramref name="axis"/>, and those from it on.</summary>
    public static Value Flatten(Value value, int axis)
    {
        var at = axis < 0 ? axis + value.Shape.Count : axis;
        return at < 0 || at > value.Shape.Count
            ? throw new ToolException($"the axis {axis} is not one of {value.ShownShape}.")
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
                        throw new ToolException($"the reshape from {symbol.ShownShape} to [{string.Join(", ", target)}] cuts through axes.");
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

        return symbol with { Memory = [.. memory.Select(factor => factor.Size)], Dims = [.. dims.Select(dim => dim.Select(factor => memory.IndexOf(factor)).ToArray())] };
    }

    private sealed class Factor(int size)
    {
        public int Size { get; set; } = size;
    }
}
