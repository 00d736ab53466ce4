using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>The first map less the second.</summary>
internal sealed record Sub : Operation
{
    public static readonly LayerKind Layer = new(
        "sub",
        "The first input less the second. Along an axis where one has the extent 1, it counts for all places.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Sub());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "sub";

    public override InputCount InputCount => new(2, 2);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);
}
