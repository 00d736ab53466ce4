using MobileNetGen.Generator.Fusion;

namespace MobileNetGen.Generator.Memory;

/// <summary>Which tensors are other names for the memory of one: flatten and dropout move nothing.</summary>
internal static class Views
{
    /// <summary>For each tensor the one whose memory it has; itself unless a view made it.</summary>
    public static int[] Owners(FusedGraph fused)
    {
        var owners = Enumerable.Range(0, fused.Shaped.Graph.Nodes.Count).ToArray();
        foreach (var stage in fused.Stages)
        {
            if (stage.Operation.IsView)
            {
                owners[stage.Output] = owners[stage.Inputs[0]];
            }
        }

        return owners;
    }
}
