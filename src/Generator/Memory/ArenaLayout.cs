using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Memory;

/// <summary>
/// Greedy by size: the largest tensor first, each at the lowest offset where it overlaps nothing that is alive with it.
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288.
/// </summary>
internal static class ArenaLayout
{
    /// <returns>The bytes of the arena.</returns>
    public static long Place(IReadOnlyList<Lifetime> tensors, Action<int, long> place)
    {
        var placed = new List<(Lifetime Tensor, long Offset)>();
        var bytes = 0L;
        foreach (var tensor in tensors.OrderByDescending(tensor => tensor.Bytes).ThenBy(tensor => tensor.First))
        {
            var offset = 0L;
            foreach (var other in placed.Where(other => other.Tensor.Overlaps(tensor)).OrderBy(other => other.Offset))
            {
                if (offset + tensor.Bytes <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, CacheLine.Align(other.Offset + other.Tensor.Bytes));
            }

            placed.Add((tensor, offset));
            place(tensor.Tensor, offset);
            bytes = Math.Max(bytes, CacheLine.Align(offset + tensor.Bytes));
        }

        return bytes;
    }
}
