namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Tensors taken apart and put together, as TensorFlow has it.</summary>
internal static class Parts
{
    private const int MaxCopies = 64;

    /// <summary>As many elements of each axis from a place on; −1 is all that is left.</summary>
    /// <exception cref="ToolException">The part is none of the tensor.</exception>
    public static Value Slice(GraphSketch sketch, string name, Value value, int[] begin, int[] size)
    {
        var shape = value.Shape;
        long End(int axis) => size[axis] == -1 ? shape[axis] : (long)begin[axis] + size[axis];
        if (begin.Length != shape.Count || size.Length != shape.Count
            || Enumerable.Range(0, begin.Length).Any(axis => begin[axis] < 0 || size[axis] is < -1 or 0 || End(axis) <= begin[axis] || End(axis) > shape[axis]))
        {
            throw new ToolException($"its part from [{string.Join(", ", begin)}] on, of [{string.Join(", ", size)}], is none of {value.DisplayShape}.");
        }

        return Enumerable.Range(0, begin.Length).Aggregate(value, (part, axis) => Slicing.Slice(sketch, name, part, axis, begin[axis], End(axis), 1));
    }

    /// <summary>Parts of one size along an axis.</summary>
    /// <exception cref="ToolException">They are not the whole.</exception>
    public static IReadOnlyList<Value> Split(GraphSketch sketch, string name, Value value, int axis, int count) => count >= 1 && value.Shape[axis] % count == 0
        ? Split(sketch, name, value, axis, [.. Enumerable.Repeat(value.Shape[axis] / count, count)])
        : throw new ToolException($"it splits the extent {value.Shape[axis]} into {count}; a divisor is accepted.");

    /// <summary>Parts of said sizes along an axis; −1 is all that is left.</summary>
    /// <exception cref="ToolException">They are not the whole.</exception>
    public static IReadOnlyList<Value> Split(GraphSketch sketch, string name, Value value, int axis, int[] sizes)
    {
        var rest = value.Shape[axis] - sizes.Where(size => size != -1).Sum(size => (long)size);
        int[] known = [.. sizes.Select(size => size == -1 ? (int)Math.Clamp(rest, 0, int.MaxValue) : size)];
        if (known.Any(size => size < 1) || known.Sum(size => (long)size) != value.Shape[axis])
        {
            throw new ToolException($"it splits the extent {value.Shape[axis]} into [{string.Join(", ", sizes)}]; "
                + "parts of 1 or more that together are the whole are accepted.");
        }

        return [.. known.Select((size, index) =>
        {
            var start = known.Take(index).Sum();
            return Slicing.Slice(sketch, $"{name}_{index}", value, axis, start, start + size, 1);
        })];
    }

    /// <summary>Each place of an axis, which goes.</summary>
    public static IReadOnlyList<Value> Unstack(GraphSketch sketch, string name, Value value, int axis)
    {
        var at = Reshaping.Axis(axis, value.Shape.Count);
        return [.. Split(sketch, name, value, at, value.Shape[at]).Select(part => Reshaping.Squeeze(part, [at]))];
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static Value Stack(GraphSketch sketch, string name, IReadOnlyList<Value> values, int axis) =>
        Joining.Concat(sketch, name, [.. values.Select(value => Reshaping.Unsqueeze(value, [axis]))], axis);

    /// <summary>A tensor again and again along its axes.</summary>
    /// <exception cref="ToolException">There are too many copies.</exception>
    public static Value Tile(GraphSketch sketch, string name, Value value, int[] times)
    {
        if (times.Length != value.Shape.Count || times.Any(count => count is < 1 or > MaxCopies))
        {
            throw new ToolException($"its repeats are [{string.Join(", ", times)}] for {value.DisplayShape}; 1 to {MaxCopies} for each axis are accepted.");
        }

        return Enumerable.Range(0, times.Length).Aggregate(value, (whole, axis) =>
            times[axis] == 1 ? whole : Joining.Concat(sketch, name, [.. Enumerable.Repeat(whole, times[axis])], axis));
    }
}
