namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>What a border around a map repeats.</summary>
internal enum Border
{
    /// <summary>The element at the edge.</summary>
    Edge,

    /// <summary>The elements from the edge on backwards, without the edge.</summary>
    Reflect,

    /// <summary>The same with the edge.</summary>
    Symmetric,

    /// <summary>Those of the other end.</summary>
    Wrap,
}

/// <summary>Borders of a map's own elements: parts of it, side by side with it.</summary>
internal static class Borders
{
    /// <param name="sketch">Where the nodes go.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="value">The tensor.</param>
    /// <param name="before">Elements before, for each axis.</param>
    /// <param name="after">Elements after, for each axis.</param>
    /// <param name="border">What they are.</param>
    /// <exception cref="ToolException">A border is negative, or wider than what it repeats.</exception>
    public static Value Of(GraphSketch sketch, string name, Value value, IReadOnlyList<int> before, IReadOnlyList<int> after, Border border)
    {
        for (var axis = 0; axis < before.Count; axis++)
        {
            value = Along(sketch, $"{name}_{axis}", value, axis, before[axis], after[axis], border);
        }

        return value;
    }

    private static Value Along(GraphSketch sketch, string name, Value value, int axis, int before, int after, Border border)
    {
        var extent = value.Shape[axis];
        var most = border switch
        {
            Border.Edge => Paddings.MaxPixels,
            Border.Reflect => extent - 1,
            _ => extent,
        };
        if (Math.Min(before, after) < 0 || Math.Max(before, after) > most)
        {
            throw new ToolException($"a border of {before} and {after} around the axis {axis} of {value.DisplayShape} is not supported; "
                + $"0 to {most} are accepted.");
        }

        int Place(int place) => border switch
        {
            Border.Edge => Math.Clamp(place, 0, extent - 1),
            Border.Reflect => place < 0 ? -place : place >= extent ? (2 * extent) - 2 - place : place,
            Border.Symmetric => place < 0 ? -place - 1 : place >= extent ? (2 * extent) - 1 - place : place,
            _ => (place + extent) % extent,
        };
        if (before + after == 0)
        {
            return value;
        }

        var places = Constant.Vector([.. Enumerable.Range(-before, before + extent + after).Select(place => (double)Place(place))]);
        return value is Symbol tensor ? Slicing.Take(sketch, name, tensor, places, axis) : Constants.Take((Constant)value, places, axis);
    }
}
