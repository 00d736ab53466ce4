namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Arithmetic on what is known at import, with NumPy's rules for shapes that differ.</summary>
internal static class Constants
{
    private const int MaxGrown = 1 << 16;

    /// <summary>A function of each element, rounded as the elements' type is.</summary>
    public static Constant Map(Constant value, Func<double, double> function) =>
        value.Holding(value.Shape, [.. value.Values.Select(number => value.Element.Fit(function(number)))]);

    /// <summary>A function of elements in pairs, rounded as the type of those at the left is.</summary>
    public static Constant Zip(Constant left, Constant right, Func<double, double, double> function)
    {
        var shape = Broadcast(left.Shape, right.Shape);
        RequireNotGrown(Constant.LengthOf(shape), Math.Max(left.Values.Length, right.Values.Length));
        if (right.Values.Length == 1 && left.Shape.SequenceEqual(shape))
        {
            var number = right.Number;
            return Map(left, value => function(value, number));
        }

        var (first, second) = (Expand(left, shape), Expand(right, shape));
        var values = new double[first.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = left.Element.Fit(function(first[index], second[index]));
        }

        return left.Holding(shape, values);
    }

    public static Constant Transpose(Constant value, IReadOnlyList<int> permutation)
    {
        int[] shape = [.. permutation.Select(axis => value.Shape[axis])];
        var strides = Strides(value.Shape);
        return value.Holding(shape, Gather(value.Values, shape, [.. permutation.Select(axis => strides[axis])]));
    }

    public static Constant Concat(IReadOnlyList<Constant> values, int axis)
    {
        var at = Reshaping.Axis(axis, values[0].Shape.Count);
        if (values.Any(value => value.Shape.Count != values[0].Shape.Count
            || value.Shape.Where((extent, index) => index != at && extent != values[0].Shape[index]).Any()))
        {
            throw new ToolException("the constants that are joined differ in more than one axis.");
        }

        int[] shape = [.. values[0].Shape];
        shape[at] = (int)Math.Min(values.Sum(value => (long)value.Shape[at]), int.MaxValue);
        RequireNotGrown(Constant.LengthOf(shape), values.Sum(value => (long)value.Values.Length));
        var outer = Constant.LengthOf(shape.Take(at));
        var result = new List<double>();
        for (var block = 0; block < outer; block++)
        {
            foreach (var value in values)
            {
                var length = value.Values.Length / outer;
                result.AddRange(value.Values.AsSpan(block * length, length));
            }
        }

        return values[0].Holding(shape, [.. result]);
    }

    /// <summary>The elements at <paramref name="indices"/> along an axis; a scalar index takes the axis away.</summary>
    public static Constant Take(Constant value, Constant indices, int axis)
    {
        var at = Reshaping.Axis(axis, value.Shape.Count);
        var outer = Constant.LengthOf(value.Shape.Take(at));
        var inner = Constant.LengthOf(value.Shape.Skip(at + 1));
        int[] shape = [.. value.Shape.Take(at), .. indices.Shape, .. value.Shape.Skip(at + 1)];
        RequireNotGrown(Constant.LengthOf(shape), value.Values.Length);
        var result = new List<double>();
        for (var block = 0; block < outer; block++)
        {
            foreach (var index in indices.Integers())
            {
                var from = Reshaping.Axis(index, value.Shape[at]);
                result.AddRange(value.Values.AsSpan(((block * value.Shape[at]) + from) * inner, inner));
            }
        }

        return value.Holding(shape, [.. result]);
    }

    /// <summary>The elements from <paramref name="start"/> on, without <paramref name="end"/>, along an axis; negative numbers count from the end.</summary>
    public static Constant Slice(Constant value, int axis, long start, long end, long step)
    {
        var at = Reshaping.Axis(axis, value.Shape.Count);
        var length = value.Shape[at];
        return Take(value, Constant.Vector([.. Places(start, end, step, length).Select(place => (double)place)]), at);
    }

    /// <summary>The places that a slice takes of an axis, as NumPy does: bounds beyond the ends are the ends, and a negative step goes backwards.</summary>
    /// <exception cref="ToolException">The step is 0.</exception>
    public static IReadOnlyList<int> Places(long start, long end, long step, int length)
    {
        if (step == 0)
        {
            throw new ToolException("a slice has the step 0.");
        }

        var (least, most) = step > 0 ? (0, length) : (-1, length - 1);
        var (first, last) = (Math.Clamp(start < 0 ? start + length : start, least, most), Math.Clamp(end < 0 ? end + length : end, least, most));
        var places = new List<int>();
        for (var place = first; step > 0 ? place < last : place > last; place += Math.Clamp(step, -length - 1L, length + 1L))
        {
            places.Add((int)place);
        }

        return places;
    }

    /// <summary>The elements, again and again, in a shape that goes together with theirs.</summary>
    public static Constant Spread(Constant value, int[] shape)
    {
        RequireNotGrown(Constant.LengthOf(shape), value.Values.Length);
        return value.Holding(shape, Expand(value, shape));
    }

    /// <summary>One number of all along some axes.</summary>
    public static Constant Reduce(Constant value, IReadOnlyList<int> axes, bool keepsAxes, Func<IEnumerable<double>, double> reduce)
    {
        var reduced = axes.Select(axis => Reshaping.Axis(axis, value.Shape.Count)).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, value.Shape.Count).Where(axis => !reduced.Contains(axis))];
        int[] shape = [.. kept.Select(axis => value.Shape[axis])];
        var (length, count) = (Constant.LengthOf(shape), Constant.LengthOf(reduced.Select(axis => value.Shape[axis])));
        var ordered = count == 0 ? throw new ToolException($"nothing is reduced of {value.DisplayShape}.") : Transpose(value, [.. kept, .. reduced.Order()]);
        double[] values = [.. Enumerable.Range(0, length).Select(index => value.Element.Fit(reduce(ordered.Values.Skip(index * count).Take(count))))];
        return value.Holding(keepsAxes ? [.. value.Shape.Select((extent, axis) => reduced.Contains(axis) ? 1 : extent)] : shape, values);
    }

    public static int[] Broadcast(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        var rank = Math.Max(left.Count, right.Count);
        var shape = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var (first, second) = (Aligned(left, rank, axis), Aligned(right, rank, axis));
            shape[axis] = first == second || second == 1 ? first : first == 1
                ? second
                : throw new ToolException($"[{string.Join(", ", left)}] and [{string.Join(", ", right)}] do not go together.");
        }

        Constant.LengthOf(shape);
        return shape;
    }

    /// <summary>Weights are transposed, scaled and joined, which makes them no larger; only small constants are spread over a shape.</summary>
    /// <exception cref="ToolException">A constant would have many more elements than those that it is made of.</exception>
    public static void RequireNotGrown(int length, long source)
    {
        if (length > Math.Max(source, MaxGrown))
        {
            throw new ToolException($"a constant of {length} elements would be made of {source}; {MaxGrown} are accepted.");
        }
    }

    /// <summary>The extent of an axis of <paramref name="rank"/>, shapes aligned at their ends.</summary>
    public static int Aligned(IReadOnlyList<int> shape, int rank, int axis) =>
        axis < rank - shape.Count ? 1 : shape[axis - (rank - shape.Count)];

    /// <summary>Elements that each axis steps over.</summary>
    public static int[] Strides(IReadOnlyList<int> shape)
    {
        var strides = new int[shape.Count];
        for (int axis = shape.Count - 1, step = 1; axis >= 0; step *= shape[axis], axis--)
        {
            strides[axis] = step;
        }

        return strides;
    }

    private static double[] Expand(Constant value, int[] shape)
    {
        if (value.Shape.SequenceEqual(shape))
        {
            return value.Values;
        }

        var own = Strides(value.Shape);
        var offset = shape.Length - value.Shape.Count;
        return Gather(value.Values, shape, [.. shape.Select((_, axis) => axis < offset || value.Shape[axis - offset] == 1 ? 0 : own[axis - offset])]);
    }

    private static double[] Gather(double[] values, int[] shape, int[] strides)
    {
        var result = new double[Constant.LengthOf(shape)];
        var digits = new int[shape.Length];
        var from = 0;
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = values[from];
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++digits[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                digits[axis] = 0;
            }
        }

        return result;
    }
}
