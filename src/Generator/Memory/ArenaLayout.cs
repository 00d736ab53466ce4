using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Memory;

/// <summary>
/// Greedy by size: the largest tensor first, each at the lowest offset where it overlaps nothing that is alive with it.
/// Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288.
/// </summary>
internal static class ArenaLayout
{
    /// <returns>The length of the arena in floats.</returns>
    public static int Place(IReadOnlyList<Lifetime> tensors, Action<int, int> place)
    {
        var placed = new List<(Lifetime Tensor, int Offset)>();
        var length = 0;
        foreach (var tensor in tensors.OrderByDescending(tensor => tensor.Length).ThenBy(tensor => tensor.First))
        {
            var offset = 0;
            foreach (var other in placed.Where(other => other.Tensor.Overlaps(tensor)).OrderBy(other => other.Offset))
            {
                if (offset + tensor.Length <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, WeightShape.Align(other.Offset + other.Tensor.Length));
            }

            placed.Add((tensor, offset));
            place(tensor.Tensor, offset);
            length = Math.Max(length, WeightShape.Align(offset + tensor.Length));
        }

        return length;
    }
}
