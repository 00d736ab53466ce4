namespace MobileNetGen.Tool.Import;

/// <summary>What an operator of a model reads or makes, with the extents that the model knows it by.</summary>
internal abstract record Value
{
    public abstract IReadOnlyList<int> Shape { get; }

    /// <summary>What the model's own elements are.</summary>
    public ModelElementType Element { get; init; } = ModelElementType.Float32;

    public string DisplayShape => $"[{string.Join(", ", Shape)}]";
}

/// <summary>Numbers that are known at import: a weight, or the result of arithmetic on shapes.</summary>
internal sealed record Constant : Value
{
    private readonly int[] _shape;

    /// <exception cref="ToolException">The elements do not fill the shape.</exception>
    public Constant(IReadOnlyList<int> shape, double[] values)
    {
        _shape = [.. shape];
        Values = values;
        if (LengthOf(shape) != values.Length)
        {
            throw new ToolException($"{values.Length} numbers do not fill the shape {DisplayShape}.");
        }
    }

    public override IReadOnlyList<int> Shape => _shape;

    public double[] Values { get; }

    /// <summary>Where they are a tensor's own integers: what they stand for.</summary>
    public Quantisation? Quantisation { get; init; }

    /// <summary>Where they are the real numbers that integers of the file stand for: those integers.</summary>
    public StoredIntegers? Stored { get; init; }

    /// <summary>The only number.</summary>
    /// <exception cref="ToolException">There are none, or several.</exception>
    public double Number => Values is [var number] ? number : throw new ToolException($"a constant of {DisplayShape} stands where one number is accepted.");

    public float[] Floats => [.. Values.Select(value => (float)value)];

    public static Constant Scalar(double value) => new([], [value]);

    /// <summary>Other elements of the same type.</summary>
    /// <exception cref="ToolException">The elements do not fill the shape.</exception>
    public Constant Holding(IReadOnlyList<int> shape, double[] values) => new(shape, values) { Element = Element };

    /// <summary>The numbers as elements of another type, by the rules of a cast: a fraction is cut off, an integer keeps its lowest bits.</summary>
    /// <exception cref="ToolException">A number has no place in the type.</exception>
    public Constant As(ModelElementType element) => element == Element
        ? this
        : new Constant(Shape, [.. Values.Select(value => element.Cast(value, Element))]) { Element = element };

    public static Constant Vector(params double[] values) => new([values.Length], values);

    /// <exception cref="ToolException">There are more extents, or their product is larger, than a model may have.</exception>
    public static int LengthOf(IEnumerable<int> shape)
    {
        var (product, rank) = (1L, 0);
        foreach (var extent in shape)
        {
            product *= extent;
            if (extent is < 0 or > Limits.MaxElements || product > Limits.MaxElements || ++rank > Limits.MaxRank)
            {
                throw new ToolException($"a tensor of [{string.Join(", ", shape.Take(Limits.MaxRank))}{(rank > Limits.MaxRank ? ", …" : "")}] is too "
                    + $"large; {Limits.MaxRank} axes and {Limits.MaxElements} elements are accepted.");
            }
        }

        return (int)product;
    }

    /// <summary>The elements as whole numbers, as axes and shapes are given.</summary>
    /// <exception cref="ToolException">There are more than an operator may be told.</exception>
    public int[] Integers() => Values.Length <= Limits.MaxNumbers
        ? [.. Values.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))]
        : throw new ToolException($"{Values.Length} numbers stand where {Limits.MaxNumbers} are accepted.");
}

/// <summary>Integers of a file, and what they stand for.</summary>
/// <param name="Integers">The integers.</param>
/// <param name="Scale">One step: for each place along the axis, or one for all.</param>
/// <param name="ZeroPoint">The integers that stand for 0, in the same way.</param>
/// <param name="Axis">Along which scales and zero points lie, where there are several.</param>
internal sealed record StoredIntegers(Constant Integers, float[] Scale, int[] ZeroPoint, int Axis);

/// <summary>
/// A tensor that the network computes. The node's tensor is a map in the order rows, columns, channels; the model may see the same
/// elements with its axes elsewhere, split or merged. <paramref name="Memory"/> cuts the node's elements into factors, outermost first;
/// <paramref name="Dims"/> says for each axis of the model which factors it runs through. Factors of 1 are left out.
/// A transposition or reshape is then nothing but another view.
/// </summary>
internal sealed record Symbol(int Node, int[] Memory, int[][] Dims) : Value
{
    /// <summary>Where the model's elements are integers: what they stand for, which is what the node computes. Null where they are what it computes.</summary>
    public Quantisation? Quantisation { get; init; }

    /// <summary>True for real numbers that are still the integers that stand for them: what computes with floats has to make floats of them.</summary>
    public bool IsView => Quantisation is not null && Element.IsFloat();

    public override IReadOnlyList<int> Shape => [.. Dims.Select(Extent)];

    /// <summary>True if the model's order of elements is the node's.</summary>
    public bool IsInOrder => Dims.SelectMany(dim => dim).SequenceEqual(Enumerable.Range(0, Memory.Length));

    public int Extent(int[] factors) => factors.Aggregate(1, (product, factor) => product * Memory[factor]);

    /// <summary>True if both tensors' elements correspond place by place.</summary>
    public bool HasOrderOf(Symbol other) =>
        Memory.SequenceEqual(other.Memory) && Dims.SelectMany(dim => dim).SequenceEqual(other.Dims.SelectMany(dim => dim));
}
