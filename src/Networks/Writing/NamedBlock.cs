namespace MobileNetGen.Networks.Writing;

/// <summary>A block with its name in the description, and its tensors under the names that the description gives them.</summary>
internal sealed record NamedBlock(Block Block, string Name)
{
    public IEnumerable<NamedTensor> Tensors => Block.Parts.SelectMany(part =>
        Named(Name + part.Suffix, part.Draft.Main).Concat(part.Draft.Norm is { } norm ? Named($"{Name}{part.Suffix}_bn", norm) : []));

    private static IEnumerable<NamedTensor> Named(string name, ImportNode node) =>
        node.Integers is not null
            ? IntegerTensors.Of(name, node)
            : node.Tensors.SelectMany(tensor => StoredBytes.Of($"{name}.{tensor.Key}", tensor.Value));
}
