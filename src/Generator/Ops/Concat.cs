using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>Maps side by side along an axis.</summary>
internal sealed record Concat(Axis Axis = Axis.Channels) : Operation
{
    public static readonly LayerKind Layer = new(
        "concat",
        "Maps side by side along an axis, the channels unless it is given; their other extents are equal.",
        EquatableArray.Of<Property>(Properties.Axis),
        static layer => layer.Add(layer.Name, new Concat(layer.Get(Properties.Axis))));

    public override string Kind => "concat";

    public override string DisplayText => Axis switch
    {
        Axis.Height => "concat rows",
        Axis.Width => "concat columns",
        _ => "concat",
    };

    public override InputCount InputCount => new(2, int.MaxValue);

    public override IEnumerable<Member> LayerKeys(Padding? padding) => Properties.Axis.Unless(Axis);

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Concat", (long)inputs.Count * IntegerLayout.TableBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (inputs.Any(input => Joined(input, 1) != Joined(inputs[0], 1)))
        {
            return Axis switch
            {
                Axis.Height => "all inputs of concat along h must have one width and as many channels.",
                Axis.Width => "all inputs of concat along w must have one height and as many channels.",
                _ => "all inputs of concat must have one height and width.",
            };
        }

        var extent = inputs.Sum(input => (long)(Axis switch { Axis.Height => input.Height, Axis.Width => input.Width, _ => input.Channels }));
        return extent > int.MaxValue
            ? $"the {(Axis switch { Axis.Height => "rows", Axis.Width => "columns", _ => "channels" })} together are too many."
            : Joined(inputs[0], (int)extent);
    }

    private TensorType Joined(TensorType input, int extent) => Axis switch
    {
        Axis.Height => input with { Height = extent },
        Axis.Width => input with { Width = extent },
        _ => input with { Channels = extent },
    };

    /// <summary>Each input's part.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (parts, begin) = (new List<int?>(), 0);
        foreach (var type in scope.InputTypes)
        {
            var end = begin + (Axis switch { Axis.Height => type.Height, Axis.Width => type.Width, _ => type.Channels });
            var slice = new AxisSlice(begin, end, 1);
            parts.Add(scope.Apply(
                Axis switch { Axis.Height => new Slice(slice, null, null), Axis.Width => new Slice(null, slice, null), _ => new Slice(null, null, slice) },
                scope.Upstream));
            begin = end;
        }

        return parts;
    }
}
