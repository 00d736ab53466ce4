using System.Globalization;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Operations;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Arithmetic element by element.</summary>
internal static class Elementwise
{
    public static Value Activate(GraphSketch sketch, string name, Value value, Activation activation) => value switch
    {
        _ when activation == Activation.None => value,
        Constant constant => ConstantActivations.Apply(constant, activation),
        _ => (Symbol)value with { Node = sketch.Add(name, new Activate(activation), [((Symbol)value).Node]) },
    };

    /// <summary>The value, but not below <paramref name="low"/> and not above <paramref name="high"/>; the largest float32 is no bound.</summary>
    /// <exception cref="ToolException">A bound is no number, or leaves none.</exception>
    public static Value Clip(GraphSketch sketch, string name, Value value, double low, double high)
    {
        if (!(low < double.PositiveInfinity) || !(high > double.NegativeInfinity))
        {
            throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"a clip to [{low}, {high}] is not supported; finite bounds, or none, are."));
        }

        return Activate(sketch, name, value, Activation.Clip(low <= -float.MaxValue ? double.NegativeInfinity : low, high >= float.MaxValue ? double.PositiveInfinity : high));
    }

    public static Value Add(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x + y),
        (Symbol tensor, Constant shift) => Affine(sketch, name, tensor, Constant.Scalar(1), shift),
        (Constant shift, Symbol tensor) => Affine(sketch, name, tensor, Constant.Scalar(1), shift),
        _ => Combine(sketch, name, new Add(), (Symbol)left, (Symbol)right),
    };

    public static Value Subtract(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x - y),
        (_, Constant shift) => Add(sketch, name, left, Constants.Map(shift, number => -number)),
        (Constant shift, Symbol tensor) => Affine(sketch, name, tensor, Constant.Scalar(-1), shift),
        _ => Add(sketch, name, left, Affine(sketch, name + "_negative", (Symbol)right, Constant.Scalar(-1), Constant.Scalar(0))),
    };

    public static Value Multiply(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x * y),
        (Symbol tensor, Constant scale) => Affine(sketch, name, tensor, scale, Constant.Scalar(0)),
        (Constant scale, Symbol tensor) => Affine(sketch, name, tensor, scale, Constant.Scalar(0)),
        _ => Combine(sketch, name, new Mul(), (Symbol)left, (Symbol)right),
    };

    public static Value Divide(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x / y),
        (_, Constant scale) => Multiply(sketch, name, left, Constants.Map(scale, number => 1 / number)),
        (Symbol first, Symbol second) => Combine(sketch, name, new Div(), first, second),
        _ => throw new ToolException("a division of numbers by a tensor is not supported; by numbers, or of tensors, it is."),
    };

    /// <summary><c>scale · x + shift</c>, where both are one number for each channel, or one for all.</summary>
    public static Value Affine(GraphSketch sketch, string name, Symbol tensor, Constant scale, Constant shift)
    {
        var (weight, bias) = (PerChannel(sketch, tensor, scale), PerChannel(sketch, tensor, shift));
        if (weight.Concat(bias).Any(number => !float.IsFinite(number)))
        {
            throw new ToolException("a factor or summand is no finite number.");
        }

        var tensors = new Dictionary<string, Tensor> { ["weight"] = Tensor.Vector(weight), ["bias"] = Tensor.Vector(bias) };
        return tensor with { Node = sketch.Add(name, new Affine(), [tensor.Node], tensors) };
    }

    /// <summary>A constant for each channel of the node behind a tensor.</summary>
    public static float[] PerChannel(GraphSketch sketch, Symbol tensor, Constant constant)
    {
        var channels = sketch.TypeOf(tensor.Node).Channels;
        if (constant.Values.Length == 1)
        {
            return [.. Enumerable.Repeat((float)constant.Number, channels)];
        }

        var factors = Views.ChannelFactors(sketch, tensor);
        var rank = tensor.Dims.Length;
        var strides = Constants.Strides(constant.Shape);
        var steps = new int[tensor.Memory.Length];
        if (constant.Shape.Count > rank && constant.Shape.Take(constant.Shape.Count - rank).Any(extent => extent != 1))
        {
            throw Mismatch(tensor, constant);
        }

        for (var axis = 0; axis < rank; axis++)
        {
            var own = axis + constant.Shape.Count - rank;
            if (own < 0 || constant.Shape[own] == 1)
            {
                continue;
            }

            if (factors is null || constant.Shape[own] != tensor.Shape[axis] || !tensor.Dims[axis].All(factors.Contains))
            {
                throw Mismatch(tensor, constant);
            }

            var step = strides[own];
            foreach (var factor in tensor.Dims[axis].Reverse())
            {
                steps[factor] = step;
                step *= tensor.Memory[factor];
            }
        }

        return [.. Enumerable.Range(0, channels).Select(channel => (float)constant.Values[Offset(channel, tensor.Memory, steps)])];
    }

    private static int Offset(int channel, int[] memory, int[] steps)
    {
        var offset = 0;
        for (var factor = memory.Length - 1; factor >= 0 && channel > 0; factor--)
        {
            offset += channel % memory[factor] * steps[factor];
            channel /= memory[factor];
        }

        return offset;
    }

    private static ToolException Mismatch(Symbol tensor, Constant constant) =>
        new($"numbers of the shape {constant.ShownShape} for a tensor of {tensor.ShownShape} are not supported; one number for each channel, or one for all, is.");

    /// <summary>An operation on two tensors element by element; one may be a vector for every pixel of the other, or have the extent 1 where the other has more.</summary>
    public static Symbol Combine(GraphSketch sketch, string name, Operation operation, Symbol left, Symbol right)
    {
        var shape = Constants.Broadcast(left.Shape, right.Shape);
        if (left.Shape.SequenceEqual(right.Shape) && !left.HasOrderOf(right))
        {
            right = Alike(sketch, left, right);
        }

        var whole = left.Memory.Length >= right.Memory.Length ? left : right;
        var part = ReferenceEquals(whole, left) ? right : left;
        var fits = whole.HasOrderOf(part)
            ? sketch.TypeOf(whole.Node) == sketch.TypeOf(part.Node)
            : sketch.TypeOf(part.Node).IsVector && RunsOverChannels(sketch, whole, part);
        if (fits && shape.SequenceEqual(whole.Shape))
        {
            return whole with { Node = sketch.Add(name, operation, [left.Node, right.Node]) };
        }

        foreach (var order in new[] { AxisOrder.Nchw, AxisOrder.Nhwc })
        {
            if (left.Dims.Length == right.Dims.Length && (Views.IsMap(sketch, left, order) || Views.IsMap(sketch, right, order)))
            {
                return Views.OfMap(sketch, sketch.Add(name, operation, [Views.ToMap(sketch, left, order), Views.ToMap(sketch, right, order)]), order);
            }
        }

        throw new ToolException($"{left.ShownShape} and {right.ShownShape} do not go together element by element; one shape, a vector with as many channels, or maps whose extents are equal or 1, are supported.");
    }

    /// <summary>A tensor with its elements in the order of another of the same axes; the tensor itself where their axes are cut in different ways.</summary>
    private static Symbol Alike(GraphSketch sketch, Symbol model, Symbol tensor)
    {
        if (!model.Dims.Zip(tensor.Dims).All(pair => pair.First.Select(factor => model.Memory[factor]).SequenceEqual(pair.Second.Select(factor => tensor.Memory[factor])))
            || Slicing.Axes(sketch, model) is not [var rows, var columns, var channels])
        {
            return tensor;
        }

        var places = model.Dims.Zip(tensor.Dims).SelectMany(pair => pair.First.Zip(pair.Second)).ToDictionary(pair => pair.First, pair => pair.Second);
        int[] Own(int[] factors) => [.. factors.Select(factor => places[factor])];
        return Arranging.Arrange(sketch, tensor, Own(rows), Own(columns), Own(channels));
    }

    /// <summary>True if every axis of a vector is, aligned at the end as shapes are, the axis of the same channels of a map.</summary>
    private static bool RunsOverChannels(GraphSketch sketch, Symbol whole, Symbol part)
    {
        if (Views.ChannelFactors(sketch, whole) is not { } channels || part.Dims.Length > whole.Dims.Length
            || !channels.Select(factor => whole.Memory[factor]).SequenceEqual(part.Memory))
        {
            return false;
        }

        var offset = whole.Dims.Length - part.Dims.Length;
        return !part.Dims.Where((dim, axis) => dim.Length > 0 && !dim.Select(factor => channels[factor]).SequenceEqual(whole.Dims[axis + offset])).Any();
    }
}
