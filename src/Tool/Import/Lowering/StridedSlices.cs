namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>TensorFlow's slices, which say in bits what is open and what goes.</summary>
internal static class StridedSlices
{
    /// <param name="sketch">Where the nodes go.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="value">What is sliced.</param>
    /// <param name="begin">Where the first axes begin.</param>
    /// <param name="end">Where they end, as many.</param>
    /// <param name="steps">Their steps, as many.</param>
    /// <param name="openBegin">A bit for each that begins at its end, in the direction of its step.</param>
    /// <param name="openEnd">A bit for each that goes on to its other end.</param>
    /// <param name="shrink">A bit for each of which one place is taken, and which goes.</param>
    /// <exception cref="ToolException">They are not equally many, or more than the axes.</exception>
    public static Value Of(GraphSketch sketch, string name, Value value, int[] begin, int[] end, int[] steps, int openBegin, int openEnd, int shrink)
    {
        if (begin.Length > value.Shape.Count || end.Length != begin.Length || steps.Length != begin.Length)
        {
            throw new ToolException($"its begin, end and strides have {begin.Length}, {end.Length} and {steps.Length} numbers for {value.DisplayShape}.");
        }

        for (var axis = 0; axis < begin.Length; axis++)
        {
            if (IsSet(shrink, axis))
            {
                var place = Reshaping.Axis(begin[axis], value.Shape[axis]);
                value = Slicing.Slice(sketch, name, value, axis, place, place + 1, 1);
                continue;
            }

            var isBackwards = steps[axis] < 0;
            var start = IsSet(openBegin, axis) ? isBackwards ? long.MaxValue : 0 : begin[axis];
            var stop = IsSet(openEnd, axis) ? isBackwards ? long.MinValue : long.MaxValue : end[axis];
            value = Slicing.Slice(sketch, name, value, axis, start, stop, steps[axis]);
        }

        int[] places = [.. Enumerable.Range(0, begin.Length).Where(axis => IsSet(shrink, axis))];
        return places.Length == 0 ? value : Reshaping.Squeeze(value, places);
    }

    private static bool IsSet(int mask, int axis) => (mask >> axis & 1) != 0;
}
