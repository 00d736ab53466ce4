using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A kind of layer that a description may name, the keys that it understands, and the operations that it stands for.</summary>
/// <param name="summary">What it does, in a sentence for the reference and for editors.</param>
internal sealed class LayerKind(string name, string summary, EquatableArray<Property> properties, Action<LayerScope> build)
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;

    public EquatableArray<Property> Properties { get; } = properties;

    public void Build(LayerScope layer) => build(layer);
}
