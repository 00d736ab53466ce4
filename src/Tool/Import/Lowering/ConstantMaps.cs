using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Constants that become tensors of the network, where they differ from place to place.</summary>
internal static class ConstantMaps
{
    /// <summary>A constant as a tensor of its own, in the order of another of as many axes.</summary>
    /// <exception cref="ToolException">It holds what is no finite number.</exception>
    public static Symbol As(GraphSketch sketch, string name, Constant constant, Symbol model)
    {
        foreach (var order in new[] { AxisOrder.Nchw, AxisOrder.Nhwc })
        {
            if (constant.Shape is [1, _, _, _] && Views.IsMap(sketch, model, order))
            {
                var ordered = order == AxisOrder.Nchw ? Constants.Transpose(constant, [0, 2, 3, 1]) : constant;
                return Views.OfMap(
                    sketch,
                    Add(sketch, name, new MapShape(ordered.Shape[1], ordered.Shape[2], ordered.Shape[3]), ordered.Values, model.Node),
                    order);
            }
        }

        int[] memory = [.. constant.Shape.Where(extent => extent > 1)];
        var factor = 0;
        int[][] dims = [.. constant.Shape.Select(extent => extent > 1 ? new[] { factor++ } : [])];
        return new Symbol(Add(sketch, name, new MapShape(1, 1, constant.Values.Length), constant.Values, model.Node), memory, dims);
    }

    /// <summary>
    /// The node of a constant that goes together with a tensor place by place; null where their axes do not fit. Along what does not matter to it, it has the
    /// extent 1.
    /// </summary>
    /// <exception cref="ToolException">It holds what is no finite number.</exception>
    public static int? Beside(GraphSketch sketch, string name, Symbol tensor, Constant constant)
    {
        if (Slicing.Axes(sketch, tensor) is not { } axes || Steps(tensor, constant) is not { } steps)
        {
            return null;
        }

        bool[] counts = [.. axes.Select(factors => factors.Any(factor => steps[factor] != 0))];
        int[] extents = [.. axes.Select((factors, axis) => counts[axis] ? tensor.Extent(factors) : 1)];
        int[] kept = [.. axes.Where((_, axis) => counts[axis]).SelectMany(factors => factors)];
        var values = new double[Constant.LengthOf(extents)];
        for (var index = 0; index < values.Length; index++)
        {
            var (offset, rest) = (0, index);
            foreach (var factor in kept.Reverse())
            {
                offset += rest % tensor.Memory[factor] * steps[factor];
                rest /= tensor.Memory[factor];
            }

            values[index] = constant.Values[offset];
        }

        return Add(sketch, name, new MapShape(extents[0], extents[1], extents[2]), values, tensor.Node);
    }

    /// <summary>How far each factor of a tensor steps in a constant, shapes aligned at their ends; null where they do not fit.</summary>
    public static int[]? Steps(Symbol tensor, Constant constant)
    {
        var rank = tensor.Dims.Length;
        if (constant.Shape.Count > rank && constant.Shape.Take(constant.Shape.Count - rank).Any(extent => extent != 1))
        {
            return null;
        }

        var (strides, steps) = (Constants.Strides(constant.Shape), new int[tensor.Memory.Length]);
        for (var axis = 0; axis < rank; axis++)
        {
            var own = axis + constant.Shape.Count - rank;
            if (own < 0 || constant.Shape[own] == 1)
            {
                continue;
            }

            if (constant.Shape[own] != tensor.Shape[axis])
            {
                return null;
            }

            var step = strides[own];
            foreach (var factor in tensor.Dims[axis].Reverse())
            {
                steps[factor] = step;
                step *= tensor.Memory[factor];
            }
        }

        return steps;
    }

    private static int Add(GraphSketch sketch, string name, MapShape shape, double[] values, int input)
    {
        float[] floats = [.. values.Select(value => (float)value)];
        return floats.All(float.IsFinite)
            ? sketch.Add(
                name,
                new ConstantMap(shape),
                [input],
                new Dictionary<string, Tensor> { ["weight"] = new Tensor([shape.Height, shape.Width, shape.Channels], floats) })
            : throw new ToolException("a constant holds what is no finite number.");
    }
}
