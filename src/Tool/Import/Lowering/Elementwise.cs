using System.Globalization;
using MobileNetGen.Generator.Ops;

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

    /// <summary>A function of each element.</summary>
    public static Value Apply(GraphSketch sketch, string name, Value value, UnaryFunction function) => value is Symbol tensor
        ? tensor with { Node = sketch.Add(name, new Unary(function), [tensor.Node]) }
        : Constants.Map((Constant)value, function switch
        {
            UnaryFunction.Abs => Math.Abs,
            UnaryFunction.Erf => throw new ToolException("the error function of a constant is not supported; fold constants before saving the model."),
            UnaryFunction.Exp => Math.Exp,
            UnaryFunction.Log => Math.Log,
            UnaryFunction.Sqrt => Math.Sqrt,
            _ => throw new ToolException($"{function} of a constant is not supported."),
        });

    /// <summary>The value, but not below <paramref name="low"/> and not above <paramref name="high"/>; infinite bounds are none.</summary>
    /// <exception cref="ToolException">A bound is no number, or leaves none.</exception>
    public static Value Clip(GraphSketch sketch, string name, Value value, double low, double high)
    {
        if (!(low < double.PositiveInfinity) || !(high > double.NegativeInfinity))
        {
            throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"a clip to [{low}, {high}] is not supported; finite bounds, or none, are."));
        }

        return Activate(sketch, name, value, Activation.Clip(low, high));
    }

    public static Value Add(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x + y),
        (Symbol tensor, Constant shift) => IsPerChannel(sketch, tensor, shift)
            ? Affine(sketch, name, tensor, Constant.Scalar(1), shift)
            : Beside(sketch, name, new Add(), tensor, shift),
        (Constant, Symbol) => Add(sketch, name, right, left),
        _ => Combine(sketch, name, new Add(), (Symbol)left, (Symbol)right),
    };

    public static Value Subtract(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x - y),
        (_, Constant shift) => Add(sketch, name, left, Constants.Map(shift, number => -number)),
        (Constant shift, Symbol tensor) => IsPerChannel(sketch, tensor, shift)
            ? Affine(sketch, name, tensor, Constant.Scalar(-1), shift)
            : Add(sketch, name, Affine(sketch, name + "_negative", tensor, Constant.Scalar(-1), Constant.Scalar(0)), shift),
        _ => Combine(sketch, name, new Sub(), (Symbol)left, (Symbol)right),
    };

    public static Value Multiply(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x * y),
        (Symbol tensor, Constant scale) => IsPerChannel(sketch, tensor, scale)
            ? Affine(sketch, name, tensor, scale, Constant.Scalar(0))
            : Beside(sketch, name, new Mul(), tensor, scale),
        (Constant, Symbol) => Multiply(sketch, name, right, left),
        _ => Combine(sketch, name, new Mul(), (Symbol)left, (Symbol)right),
    };

    public static Value Divide(GraphSketch sketch, string name, Value left, Value right) => (left, right) switch
    {
        (Constant first, Constant second) => Constants.Zip(first, second, (x, y) => x / y),
        (_, Constant scale) => Multiply(sketch, name, left, Constants.Map(scale, number => 1 / number)),
        (Constant number, Symbol tensor) => Beside(sketch, name, new Div(), tensor, number, isFirst: true),
        _ => Combine(sketch, name, new Div(), (Symbol)left, (Symbol)right),
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

    /// <summary><c>scale · x + shift</c>, whatever axes they follow.</summary>
    public static Value ScaleShift(GraphSketch sketch, string name, Symbol tensor, Constant scale, Constant shift) =>
        IsPerChannel(sketch, tensor, scale) && IsPerChannel(sketch, tensor, shift)
        ? Affine(sketch, name, tensor, scale, shift)
        : Add(sketch, name, Multiply(sketch, $"{name}_scaled", tensor, scale), shift);

    /// <summary>A constant for each channel of the node after a tensor.</summary>
    public static float[] PerChannel(GraphSketch sketch, Symbol tensor, Constant constant)
    {
        var channels = sketch.TypeOf(tensor.Node).Channels;
        if (constant.Values.Length == 1)
        {
            return [.. Enumerable.Repeat((float)constant.Number, channels)];
        }

        return Steps(sketch, tensor, constant) is { } steps
            ? [.. Enumerable.Range(0, channels).Select(channel => (float)constant.Values[Offset(channel, tensor.Memory, steps)])]
            : throw new ToolException($"numbers of the shape {constant.DisplayShape} for a tensor of {tensor.DisplayShape} are not supported; "
                + "one number for each channel, or one for all, is.");
    }

    /// <summary>True for one number for each channel of the node after a tensor, or one for all.</summary>
    public static bool IsPerChannel(GraphSketch sketch, Symbol tensor, Constant constant) =>
        (constant.Values.Length == 1 && constant.Shape.Count <= tensor.Dims.Length) || Steps(sketch, tensor, constant) is not null;

    /// <summary>How far the node's factors step in a constant; null unless only its channels do.</summary>
    private static int[]? Steps(GraphSketch sketch, Symbol tensor, Constant constant) =>
        ConstantMaps.Steps(tensor, constant) is { } steps
            && (steps.All(step => step == 0)
                || (Views.ChannelFactors(sketch, tensor) is { } channels && !steps.Where((step, factor) => step != 0 && !channels.Contains(factor)).Any()))
            ? steps
            : null;

    /// <summary>An operation on a tensor and numbers that differ from place to place.</summary>
    public static Symbol Beside(GraphSketch sketch, string name, Operation operation, Symbol tensor, Constant constant, bool isFirst = false)
    {
        if (ConstantMaps.Beside(sketch, $"{name}_constant", tensor, constant) is { } node)
        {
            return tensor with { Node = sketch.Add(name, operation, isFirst ? [node, tensor.Node] : [tensor.Node, node]) };
        }

        var rank = Math.Max(tensor.Dims.Length, constant.Shape.Count);
        Constants.Broadcast(tensor.Shape, constant.Shape);
        var whole = (Symbol)OfRank(tensor, rank);
        var other = ConstantMaps.As(sketch, $"{name}_constant", (Constant)OfRank(constant, rank), whole);
        return isFirst ? Combine(sketch, name, operation, other, whole) : Combine(sketch, name, operation, whole, other);
    }

    /// <summary>Fewer axes stand for axes of extent 1 before.</summary>
    public static Value OfRank(Value value, int rank) => value.Shape.Count < rank
        ? Reshaping.Unsqueeze(value, [.. Enumerable.Range(0, rank - value.Shape.Count)])
        : value;

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

    /// <summary>
    /// An operation on two tensors element by element; one may be a vector for every pixel of the other, or have the extent 1 where the other has more.
    /// </summary>
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

        // Both get the whole shape, and one the order of the other.
        var (first, second) = (Whole(sketch, $"{name}_spread", left, shape), Whole(sketch, $"{name}_spread", right, shape));
        var ordered = Ordered(sketch, first, Reshaping.CutAs(second, first));
        return first with { Node = sketch.Add(name, operation, [first.Node, ordered.Node]) };
    }

    private static Symbol Whole(GraphSketch sketch, string name, Symbol tensor, int[] shape) => tensor.Shape.SequenceEqual(shape)
        ? tensor
        : Reshaping.Spread(sketch, name, tensor, shape);

    /// <summary>A tensor with its elements in the order and the shape of another's node.</summary>
    /// <exception cref="ToolException">The other's node has factors that belong to two of its axes.</exception>
    private static Symbol Ordered(GraphSketch sketch, Symbol model, Symbol tensor) =>
        Slicing.Axes(sketch, model) is not null && Alike(sketch, model, tensor) is var alike && sketch.TypeOf(alike.Node) == sketch.TypeOf(model.Node)
        ? alike
        : throw new ToolException($"{model.DisplayShape} and {tensor.DisplayShape} do not go together element by element, "
            + "since their axes were taken apart in different ways.");

    /// <summary>A tensor with its elements in the order of another of the same axes; the tensor itself where their axes are cut in different ways.</summary>
    private static Symbol Alike(GraphSketch sketch, Symbol model, Symbol tensor)
    {
        if (!model.Dims.Zip(tensor.Dims)
            .All(pair => pair.First.Select(factor => model.Memory[factor]).SequenceEqual(pair.Second.Select(factor => tensor.Memory[factor])))
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
