using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>Maps side by side along the channels.</summary>
internal sealed record Concat : Operation
{
    public static readonly LayerKind Layer = new(
        "concat",
        "Maps of one height and width, side by side along the channels.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new Concat()));

    public override string Kind => "concat";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (inputs.Any(input => input.Height != inputs[0].Height || input.Width != inputs[0].Width))
        {
            return "all inputs of concat must have one height and width.";
        }

        var channels = inputs.Sum(input => (long)input.Channels);
        return channels > int.MaxValue ? "the channels together are too many." : inputs[0] with { Channels = (int)channels };
    }
}
