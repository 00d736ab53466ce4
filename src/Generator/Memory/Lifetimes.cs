using MobileNetGen.Generator.Fusion;

namespace MobileNetGen.Generator.Memory;

/// <summary>Memory that a tensor needs from the stage that writes it to the last one that reads it, both included. Length in floats.</summary>
internal sealed record Block(int Tensor, int Length, int First, int Last)
{
    public bool Overlaps(Block other) => First <= other.Last && other.First <= Last;
}

internal static class Lifetimes
{
    public static IReadOnlyList<Block> Of(FusedGraph fused, int[] owners)
    {
        var first = new Dictionary<int, int>();
        var last = new Dictionary<int, int>();
        for (var step = 0; step < fused.Stages.Count; step++)
        {
            var stage = fused.Stages[step];
            if (!stage.Operation.IsView)
            {
                first[stage.Output] = step;
                last[stage.Output] = step;
            }

            foreach (var input in stage.Inputs)
            {
                last[owners[input]] = step;
            }
        }

        // Copies to further outputs run after all stages.
        foreach (var output in fused.Shaped.Graph.Outputs)
        {
            last[owners[output.Node]] = fused.Stages.Count;
        }

        return [.. first.Select(entry => new Block(entry.Key, fused.Shaped.Types[entry.Key].Length, entry.Value, last[entry.Key])).OrderBy(block => block.First)];
    }
}
