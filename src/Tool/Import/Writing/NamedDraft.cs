using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>A layer with its name in the description, and its tensors under the names that the description gives them.</summary>
internal sealed record NamedDraft(LayerDraft Draft, string Name)
{
    public IEnumerable<NamedTensor> Tensors => Named(Name, Draft.Main).Concat(Draft.Norm is null ? [] : Named(Name + "_bn", Draft.Norm));

    private static IEnumerable<NamedTensor> Named(string name, ImportNode node) =>
        node.Tensors.Select(tensor => new NamedTensor($"{name}.{tensor.Key}", [.. tensor.Value.Shape], tensor.Value.Values));
}
