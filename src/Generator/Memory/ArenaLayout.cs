using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Memory;

/// <summary>
/// Greedy by size: the largest tensor first, each at the lowest offset where it overlaps nothing that is alive with it.
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288.
/// </summary>
internal static class ArenaLayout
{
    /// <returns>The length of the arena in floats.</returns>
    public static int Place(IReadOnlyList<Block> blocks, Action<int, int> place)
    {
        var placed = new List<(Block Block, int Offset)>();
        var length = 0;
        foreach (var block in blocks.OrderByDescending(block => block.Length).ThenBy(block => block.First))
        {
            var offset = 0;
            foreach (var other in placed.Where(other => other.Block.Overlaps(block)).OrderBy(other => other.Offset))
            {
                if (offset + block.Length <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, WeightShape.Align(other.Offset + other.Block.Length));
            }

            placed.Add((block, offset));
            place(block.Tensor, offset);
            length = Math.Max(length, WeightShape.Align(offset + block.Length));
        }

        return length;
    }
}
