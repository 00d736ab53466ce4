using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A kind of layer that a description may name, the keys that it understands, and the operations that it stands for.</summary>
internal sealed class LayerKind(string name, EquatableArray<Property> properties, Action<LayerScope> build)
{
    public string Name { get; } = name;

    public EquatableArray<Property> Properties { get; } = properties;

    public void Build(LayerScope layer) => build(layer);
}
