using MobileNetGen.Generator.Fusion;

namespace MobileNetGen.Generator.Memory;

/// <summary>Which tensors are other names for the memory of one: flatten and dropout move nothing.</summary>
internal static class Views
{
    /// <summary>For each tensor the one whose memory it has; itself unless a view made it.</summary>
    public static int[] Owners(BlockedGraph blocked)
    {
        var owners = Enumerable.Range(0, blocked.Shaped.Graph.Nodes.Count).ToArray();
        foreach (var block in blocked.Blocks)
        {
            if (block.Operation.IsView)
            {
                owners[block.Output] = owners[block.Inputs[0]];
            }
        }

        return owners;
    }
}
