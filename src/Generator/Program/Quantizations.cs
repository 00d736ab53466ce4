using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Program;

/// <summary>Which layer's scale and zero point say what each tensor's integers stand for: its own, or that of what it is another arrangement of.</summary>
internal sealed class Quantizations(NetworkGraph graph)
{
    public string NameOf(int tensor) => graph.Nodes[OwnerOf(tensor)].Name;

    /// <summary>Whether a tensor's integers have a sign.</summary>
    public bool IsSigned(int tensor) => (graph.Nodes[OwnerOf(tensor)].Operation.OwnPrecision ?? graph.Precision) == Precision.Int8;

    private int OwnerOf(int tensor)
    {
        while (graph.Nodes[tensor] is { Operation.KeepsQuantization: true, Inputs: var inputs })
        {
            tensor = inputs[0];
        }

        return tensor;
    }
}
