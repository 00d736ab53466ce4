using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

internal enum Activation
{
    None,

    /// <summary>0 below 0.</summary>
    Relu,

    /// <summary>0 below 0, 6 above 6.</summary>
    Relu6,
}

/// <summary>An activation as a layer; usually it ends in the kernel of the layer in front.</summary>
internal sealed record Activate(Activation Function) : Operation
{
    public static readonly LayerKind ReluLayer = For("relu", Activation.Relu);

    public static readonly LayerKind Relu6Layer = For("relu6", Activation.Relu6);

    public override string Kind => ActivationName.Of(Function);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override Stage? FoldInto(Stage producer, string name) =>
        producer.Operation.AppliesActivation && producer.Activation == Activation.None
            ? producer with { Activation = Function }
            : null;

    private static LayerKind For(string kind, Activation function) => new(
        kind,
        EquatableArray<Property>.Empty,
        layer => layer.Add(layer.Name, new Activate(function)));
}

/// <summary>The activations' names in descriptions.</summary>
internal static class ActivationName
{
    private static readonly (string Name, Activation Function)[] s_names =
    [
        ("none", Activation.None),
        ("relu", Activation.Relu),
        ("relu6", Activation.Relu6),
    ];

    public static string Accepted => string.Join(", ", s_names.Select(entry => $"\"{entry.Name}\""));

    public static string Of(Activation function) => s_names.First(entry => entry.Function == function).Name;

    public static Activation? Find(string name)
    {
        foreach (var entry in s_names)
        {
            if (entry.Name == name)
            {
                return entry.Function;
            }
        }

        return null;
    }
}
