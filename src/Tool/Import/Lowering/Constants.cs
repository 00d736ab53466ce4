namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Arithmetic on what is known at import, with NumPy's rules for shapes that differ.</summary>
internal static class Constants
{
    private const int MostGrown = 1 << 16;

    public static Constant Map(Constant value, Func<double, double> function) => new(value.Shape, [.. value.Values.Select(function)]);

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
            values[index] = function(first[index], second[index]);
        }

        return new Constant(shape, values);
    }

    public static Constant Transpose(Constant value, IReadOnlyList<int> permutation)
    {
        int[] shape = [.. permutation.Select(axis => value.Shape[axis])];
        var strides = Strides(value.Shape);
        return new Constant(shape, Gather(value.Values, shape, [.. permutation.Select(axis => strides[axis])]));
    }

    public static Constant Concat(IReadOnlyList<Constant> values, int axis)
    {
        var at = Reshaping.Axis(axis, values[0].Shape.Count);
        if (values.Any(value => value.Shape.Count != values[0].Shape.Count || value.Shape.Where((extent, index) => index != at && extent != values[0].Shape[index]).Any()))
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

        return new Constant(shape, [.. result]);
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

        return new Constant(shape, [.. result]);
    }

    /// <summary>The elements from <paramref name="start"/> on, without <paramref name="end"/>, along an axis; negative numbers count from the end.</summary>
    public static Constant Slice(Constant value, int axis, long start, long end, long step)
    {
        var at = Reshaping.Axis(axis, value.Shape.Count);
        var length = value.Shape[at];
        if (step <= 0)
        {
            throw new ToolException($"a slice has the step {step}; 1 or more is accepted.");
        }

        var indices = new List<double>();
        for (var index = Clamp(start, length); index < Clamp(end, length); index += Math.Min(step, length + 1L))
        {
            indices.Add(index);
        }

        return Take(value, Constant.Vector([.. indices]), at);
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
        if (length > Math.Max(source, MostGrown))
        {
            throw new ToolException($"a constant of {length} elements would be made of {source}; {MostGrown} are accepted.");
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

    private static long Clamp(long index, int length) => Math.Clamp(index < 0 ? index + length : index, 0, length);
}
