using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>
/// Gives every tensor of a training step a place, in two arenas: one that is there for each image, and one that is there once. What the backward pass reads
/// lives until then, and what it does not read gives its memory away.
/// </summary>
internal static class TrainingPlanner
{
    public static TrainingProgram Plan(TrainingGraph graph)
    {
        var owners = Owners(graph);
        var offsets = new long[graph.Nodes.Count];
        var lifetimes = Lifetimes(graph, owners);
        var (images, step) = (Place(Storage.Images), Place(Storage.Step));
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            offsets[index] = graph.Nodes[index].Storage is Storage.Images or Storage.Step ? offsets[owners[index]] : graph.Nodes[index].Offset;
        }

        var calls = Enumerable.Range(0, graph.Nodes.Count).Select(index => Call(graph, index, offsets)).ToList();
        return new TrainingProgram(
            graph.Name,
            calls.Take(graph.ForwardCount).OfType<TrainingCall>().ToEquatable(),
            calls.Skip(graph.ForwardCount).OfType<TrainingCall>().ToEquatable(),
            graph.Inputs.Select(Port).ToEquatable(),
            graph.Outputs.Select(Port).ToEquatable(),
            graph.OutputGradients.Zip(graph.Outputs, (node, output) => Port(new GraphOutput(output.Name, node))).ToEquatable(),
            graph.InputGradients.Select(Port).ToEquatable(),
            graph.Parameters,
            graph.Statistics.Select(each => new StatisticsPort(each.Name, offsets[each.Moments], each.Offset, each.Channels, each.Pixels)).ToEquatable(),
            graph.Masks.Select(mask => new MaskPort(mask.Name, offsets[mask.Node], graph.Nodes[mask.Node].Type.Length, mask.Rate)).ToEquatable(),
            images,
            step,
            graph.Parameters.Select(tensor => CacheLine.Align(tensor.Offset + tensor.Shape.PackedBytes)).DefaultIfEmpty(0).Max());

        long Place(Storage storage) => ArenaLayout.Place(
            [.. lifetimes.Where(lifetime => graph.Nodes[lifetime.Tensor].Storage == storage)],
            (tensor, offset) => offsets[tensor] = offset);

        TrainingPort Port(GraphOutput port) => new(port.Name, offsets[port.Node], graph.Nodes[port.Node].Type.Length);
    }

    /// <summary>For each tensor the one whose memory it shares: its input's where it is the same elements under another shape.</summary>
    private static int[] Owners(TrainingGraph graph)
    {
        var owners = new int[graph.Nodes.Count];
        for (var index = 0; index < owners.Length; index++)
        {
            owners[index] = graph.Nodes[index].Operation is { IsView: true } ? owners[graph.Nodes[index].Inputs[0]] : index;
        }

        return owners;
    }

    private static List<Lifetime> Lifetimes(TrainingGraph graph, int[] owners)
    {
        var last = Enumerable.Range(0, owners.Length).ToArray();
        for (var index = 0; index < owners.Length; index++)
        {
            foreach (var input in graph.Nodes[index].Inputs.Concat(graph.Nodes[index].Weights))
            {
                last[owners[input]] = index;
            }
        }

        // What is read from outside stays until the next step.
        foreach (var port in graph.Outputs.Concat(graph.InputGradients))
        {
            last[owners[port.Node]] = owners.Length;
        }

        foreach (var statistics in graph.Statistics)
        {
            last[statistics.Moments] = owners.Length;
        }

        var isMadeOutside = new HashSet<int>(graph.Inputs.Select(port => port.Node).Concat(graph.Masks.Select(mask => mask.Node)));
        return
        [
            .. Enumerable.Range(0, owners.Length)
                .Where(index => owners[index] == index && graph.Nodes[index].Storage is Storage.Images or Storage.Step)
                .Select(index => new Lifetime(
                    index,
                    graph.Nodes[index].Type.Bytes,
                    isMadeOutside.Contains(index) ? 0 : First(graph, index),
                    last[index])),
        ];
    }

    /// <summary>Gradients of outputs are filled in after the forward pass.</summary>
    private static int First(TrainingGraph graph, int index) => graph.OutputGradients.Contains(index) ? graph.ForwardCount : index;

    private static TrainingCall? Call(TrainingGraph graph, int index, long[] offsets)
    {
        var node = graph.Nodes[index];
        if (node.Operation is null or { IsView: true })
        {
            return null;
        }

        var inputs = node.Inputs.Select(input => graph.Nodes[input].Type).ToList();
        var kernel = new KernelSpec(
            node.Operation.ForKernel(inputs),
            inputs.ToEquatable(),
            node.Type,
            Activation.None,
            Scheduler.Schedule(node.Operation, inputs, node.Type));
        return new TrainingCall(
            kernel,
            $"{node.Name}: {node.Operation.DisplayText}: {string.Join(" + ", inputs.Select(input => input.DisplayText))} → {node.Type.DisplayText}",
            node.Inputs.Append(index).Concat(node.Weights).Select(Place).ToEquatable(),
            node.Storage == Storage.Images);

        TrainingPlace Place(int tensor) => new(graph.Nodes[tensor].Storage, offsets[tensor], graph.Nodes[tensor].Type.Bytes);
    }
}
