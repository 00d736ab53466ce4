using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Memory;

/// <summary>Lays out all tensors in one arena, so that those that are never alive together share memory.</summary>
internal static class MemoryPlanner
{
    public static MemoryPlan Plan(ScheduledGraph scheduled)
    {
        var blocked = scheduled.Blocked;
        var graph = blocked.Shaped.Graph;
        var owners = Views.Owners(blocked);
        var places = new Place?[graph.Nodes.Count];
        var inputs = 0;
        for (var node = 0; node < graph.Nodes.Count; node++)
        {
            if (graph.Nodes[node].Inputs.Count == 0)
            {
                places[node] = new Place(Region.Input, inputs++);
            }
        }

        var copies = new List<OutputCopy>();
        for (var output = 0; output < graph.Outputs.Count; output++)
        {
            var owner = owners[graph.Outputs[output].Node];
            if (places[owner] is null)
            {
                places[owner] = new Place(Region.Output, output);
            }
            else
            {
                copies.Add(new OutputCopy(graph.Outputs[output].Node, output));
            }
        }

        // What a block's workers share lives as long as the block runs. Its number follows those of the tensors.
        var shared = new long[scheduled.Blocks.Count];
        var lifetimes = Lifetimes.Of(blocked, owners).Where(tensor => places[tensor.Tensor] is null)
            .Concat(scheduled.Blocks.Select((block, step) => new Lifetime(places.Length + step, block.Schedule?.SharedBytes ?? 0, step, step))
                .Where(inner => inner.Bytes > 0))
            .ToList();
        var arenaBytes = ArenaLayout.Place(lifetimes, (tensor, offset) =>
        {
            if (tensor < places.Length)
            {
                places[tensor] = new Place(Region.Arena, offset);
            }
            else
            {
                shared[tensor - places.Length] = offset;
            }
        });
        var (offsets, weightsBytes) = LayOutWeights(blocked);
        return new MemoryPlan(
            Enumerable.Range(0, places.Length).Select(tensor => places[owners[tensor]] ?? default).ToEquatable(),
            copies.ToEquatable(),
            shared.ToEquatable(),
            offsets,
            arenaBytes,
            scheduled.Blocks.Select(block => block.Schedule?.ScratchBytes ?? 0).DefaultIfEmpty().Max(),
            weightsBytes);
    }

    private static (EquatableArray<long> Offsets, long Bytes) LayOutWeights(BlockedGraph blocked)
    {
        var offsets = new List<long>();
        var bytes = 0L;
        foreach (var stage in blocked.Stages)
        {
            offsets.Add(bytes);
            if (stage.Operation.Weights(blocked.InputTypes(stage)) is { } weights)
            {
                bytes = CacheLine.Align(bytes + weights.PackedBytes);
            }
        }

        return (offsets.ToEquatable(), bytes);
    }
}
