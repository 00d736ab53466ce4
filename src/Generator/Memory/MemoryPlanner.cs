using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Memory;

/// <summary>Lays out all tensors in one arena, so that those that are never alive together share memory.</summary>
internal static class MemoryPlanner
{
    public static MemoryPlan Plan(FusedGraph fused)
    {
        var graph = fused.Shaped.Graph;
        var owners = Views.Owners(fused);
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

        var blocks = Lifetimes.Of(fused, owners).Where(block => places[block.Tensor] is null).ToList();
        var arenaLength = ArenaLayout.Place(blocks, (tensor, offset) => places[tensor] = new Place(Region.Arena, offset));
        var (offsets, weightsLength) = LayOutWeights(fused);
        return new MemoryPlan(
            Enumerable.Range(0, places.Length).Select(tensor => places[owners[tensor]] ?? default).ToEquatable(),
            copies.ToEquatable(),
            offsets,
            arenaLength,
            weightsLength);
    }

    private static (EquatableArray<int> Offsets, int Length) LayOutWeights(FusedGraph fused)
    {
        var offsets = new List<int>();
        var length = 0;
        foreach (var stage in fused.Stages)
        {
            offsets.Add(length);
            if (stage.Operation.Weights(fused.InputTypes(stage)) is { } weights)
            {
                length = WeightShape.Align(length + (int)weights.PackedLength);
            }
        }

        return (offsets.ToEquatable(), length);
    }
}
