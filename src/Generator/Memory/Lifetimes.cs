using MobileNetGen.Generator.Fusion;

namespace MobileNetGen.Generator.Memory;

/// <summary>Memory that a tensor needs from the block that writes it to the last one that reads it, both included.</summary>
internal sealed record Lifetime(int Tensor, long Bytes, int First, int Last)
{
    public bool Overlaps(Lifetime other) => First <= other.Last && other.First <= Last;
}

internal static class Lifetimes
{
    public static IReadOnlyList<Lifetime> Of(BlockedGraph blocked, int[] owners)
    {
        var first = new Dictionary<int, int>();
        var last = new Dictionary<int, int>();
        for (var step = 0; step < blocked.Blocks.Count; step++)
        {
            var block = blocked.Blocks[step];
            if (!block.Operation.IsView)
            {
                first[block.Output] = step;
                last[block.Output] = step;
            }

            foreach (var input in block.Inputs)
            {
                last[owners[input]] = step;
            }
        }

        // Copies to further outputs run after all blocks.
        foreach (var output in blocked.Shaped.Graph.Outputs)
        {
            last[owners[output.Node]] = blocked.Blocks.Count;
        }

        return [.. first.Select(entry => new Lifetime(entry.Key, blocked.Shaped.Types[entry.Key].Bytes, entry.Value, last[entry.Key]))
            .OrderBy(lifetime => lifetime.First)];
    }
}
