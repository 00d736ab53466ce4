using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Parts of tensors.</summary>
internal static class Slicing
{
    private const int MaxRuns = 64;

    /// <summary>The places of an axis from one on, without another, in steps.</summary>
    /// <exception cref="ToolException">Nothing is left.</exception>
    public static Value Slice(GraphSketch sketch, string name, Value value, int axis, long start, long end, long step)
    {
        var at = Reshaping.Axis(axis, value.Shape.Count);
        if (value is not Symbol tensor)
        {
            return Constants.Slice((Constant)value, at, start, end, step);
        }

        return Constants.Places(start, end, step, tensor.Shape[at]) switch
        {
            [] => throw new ToolException($"nothing is left of the axis {at} of {tensor.DisplayShape}."),
            var all when all.Count == tensor.Shape[at] && step > 0 => tensor,
            var places => Part(sketch, name, tensor, at, places),
        };
    }

    /// <summary>The elements at places of an axis, which are constants; a single place without an axis of its own takes the axis away.</summary>
    /// <exception cref="ToolException">There are too many runs of places.</exception>
    public static Value Take(GraphSketch sketch, string name, Symbol tensor, Constant places, int axis)
    {
        var at = Reshaping.Axis(axis, tensor.Shape.Count);
        int[] wanted = [.. places.Integers().Select(place => Reshaping.Axis(place, tensor.Shape[at]))];
        var runs = Runs(wanted);
        if (runs.Count is 0 or > MaxRuns)
        {
            throw new ToolException($"it takes the places {string.Join(", ", wanted.Take(8))} of an axis; "
                + $"up to {MaxRuns} runs of places in even steps are accepted.");
        }

        var isAll = wanted.SequenceEqual(Enumerable.Range(0, tensor.Shape[at]));
        var parts = isAll ? [tensor] : runs.Select((run, index) => (Value)Part(sketch, runs.Count == 1 ? name : $"{name}_{index}", tensor, at, run)).ToList();
        var part = Joining.Concat(sketch, name, parts, at);
        return places.Shape.Count == 1 ? part : Reshaping.Reshape(part, [.. tensor.Shape.Take(at), .. places.Shape, .. tensor.Shape.Skip(at + 1)]);
    }

    /// <summary>The longest stretches that go in even steps, one after the other.</summary>
    private static List<List<int>> Runs(int[] places)
    {
        var runs = new List<List<int>>();
        foreach (var place in places)
        {
            if (runs.Count > 0 && runs[^1] is [.., var last] run && (run.Count == 1 ? place != last : place - last == last - run[^2]))
            {
                run.Add(place);
            }
            else
            {
                runs.Add([place]);
            }
        }

        return runs;
    }

    private static Symbol Part(GraphSketch sketch, string name, Symbol tensor, int axis, IReadOnlyList<int> places)
    {
        var dim = tensor.Dims[axis];
        if (dim.Length == 0)
        {
            return tensor;
        }

        var slice = Places(places, tensor.Shape[axis]);
        if (Axes(sketch, tensor)?.ToList().FindIndex(factors => factors.SequenceEqual(dim)) is >= 0 and var own)
        {
            return Cut(sketch, name, tensor, axis, slice, own, places.Count);
        }

        int[] others = [.. Enumerable.Range(0, tensor.Memory.Length).Except(dim)];
        return Cut(sketch, name, Arranging.Arrange(sketch, tensor, others, [], dim), axis, slice, 2, places.Count);
    }

    private static Symbol Cut(GraphSketch sketch, string name, Symbol tensor, int axis, AxisSlice slice, int own, int count)
    {
        var node = sketch.Add(name, new Slice(own == 0 ? slice : null, own == 1 ? slice : null, own == 2 ? slice : null), [tensor.Node]);
        return Resized(tensor with { Node = node }, axis, count);
    }

    /// <summary>The same view of a node with another extent of an axis, whose factors lie side by side.</summary>
    public static Symbol Resized(Symbol tensor, int axis, int extent)
    {
        var dim = tensor.Dims[axis];
        var (first, kept) = (dim[0], extent == 1 ? 0 : 1);
        int Moved(int factor) => factor < first ? factor : factor - dim.Length + kept;
        return tensor with
        {
            Memory = [.. tensor.Memory[..first], .. Enumerable.Repeat(extent, kept), .. tensor.Memory[(first + dim.Length)..]],
            Dims = [.. tensor.Dims.Select((other, index) => index == axis ? [.. Enumerable.Repeat(first, kept)] : other.Select(Moved).ToArray())],
        };
    }

    /// <summary>The factors that make up a node's rows, columns and channels; null if a factor belongs to two of them.</summary>
    public static int[][]? Axes(GraphSketch sketch, Symbol tensor)
    {
        var type = sketch.TypeOf(tensor.Node);
        int[] extents = [type.Height, type.Width, type.Channels];
        var axes = new int[3][];
        for (var (index, place) = (2, tensor.Memory.Length); index >= 0; index--)
        {
            var (from, product) = (place, 1);
            while (product < extents[index] && from > 0)
            {
                product *= tensor.Memory[--from];
            }

            if (product != extents[index])
            {
                return null;
            }

            (axes[index], place) = ([.. Enumerable.Range(from, place - from)], from);
        }

        return axes;
    }

    private static AxisSlice Places(IReadOnlyList<int> places, int extent)
    {
        var step = places.Count > 1 ? places[1] - places[0] : 1;
        var end = places[^1] + Math.Sign(step);
        return new AxisSlice(places[0], end < 0 ? -extent - 1 : end, step);
    }
}
