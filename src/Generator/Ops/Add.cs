using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>The sum of maps of one shape, left to right.</summary>
internal sealed record Add : Operation
{
    public static readonly LayerKind Layer = new(
        "add",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Add());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation, Activation.None));
        });

    public override string Kind => "add";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override bool AppliesActivation => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) =>
        inputs.All(input => input == inputs[0]) ? inputs[0] : "all inputs of add must have one shape.";
}
