using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Program;

/// <summary>Puts blocks, schedule and memory plan together into calls of kernels.</summary>
internal static class ProgramBuilder
{
    public static NetworkProgram Build(ScheduledGraph scheduled, MemoryPlan plan)
    {
        var blocked = scheduled.Blocked;
        var graph = blocked.Shaped.Graph;
        var calls = new List<Call>();
        var weights = new List<PackedWeights>();
        var stages = 0;
        for (var index = 0; index < scheduled.Blocks.Count; index++)
        {
            var (block, schedule) = (scheduled.Blocks[index].Block, scheduled.Blocks[index].Schedule);
            var packed = block.Stages.Select(stage => Packed(stage, blocked.InputTypes(stage), plan.WeightOffsets[stages++])).OfType<PackedWeights>().ToList();
            weights.AddRange(packed);
            if (!block.Operation.IsView)
            {
                var inputs = blocked.InputTypes(block);
                var output = blocked.OutputType(block);
                var activation = block.Stages.Count == 1 ? block.Last.Activation : Activation.None;
                var kernel = new KernelSpec(block.Operation.ForKernel(inputs), inputs.ToEquatable(), output, activation, schedule);
                calls.Add(new Call(
                    kernel,
                    string.Join("\n", block.Stages.Select(stage => Comment(stage, blocked.InputTypes(stage), blocked.OutputType(stage)))),
                    block.Inputs.Select(input => plan.Places[input]).ToEquatable(),
                    plan.Places[block.Output],
                    kernel.HasSharedMemory ? new Place(Region.Arena, plan.Shared[index]) : null,
                    packed.Select(part => part.Offset).ToEquatable(),
                    block.Operation.MultiplyAdds(inputs, output),
                    schedule?.DisplayText ?? ""));
            }
        }

        foreach (var copy in plan.Copies)
        {
            var type = blocked.Shaped.Types[copy.Tensor];
            calls.Add(new Call(
                new KernelSpec(new Copy(), EquatableArray.Of(type), type, Activation.None, null),
                $"{graph.Outputs[copy.Output].Name}: copy of {graph.Nodes[copy.Tensor].Name}",
                EquatableArray.Of(plan.Places[copy.Tensor]),
                new Place(Region.Output, copy.Output),
                null,
                EquatableArray<long>.Empty,
                0,
                ""));
        }

        return new NetworkProgram(
            graph.Name,
            graph.Nodes.Zip(blocked.Shaped.Types, (node, type) => (node, type))
                .Where(input => input.node.Inputs.Count == 0)
                .Select(input => new Port(input.node.Name, input.type, input.node.Operation.Preprocessing))
                .ToEquatable(),
            graph.Outputs.Select(output => new Port(output.Name, blocked.Shaped.Types[output.Node])).ToEquatable(),
            calls.ToEquatable(),
            weights.ToEquatable(),
            blocked.Stages.Select(stage => Row(stage, blocked, plan)).ToEquatable(),
            plan.ArenaBytes,
            plan.ScratchBytes,
            plan.WeightsBytes)
        { WeightsHash = graph.WeightsHash };
    }

    private static PackedWeights? Packed(Stage stage, IReadOnlyList<TensorType> inputs, long offset)
    {
        if (stage.Operation.Weights(inputs) is not { } shape)
        {
            return null;
        }

        return new PackedWeights(
            stage.Name,
            shape,
            offset,
            Norms(stage.BatchNorms, shape.Channels),
            Norms(stage.InputNorms, inputs[0].Channels));
    }

    private static EquatableArray<NormWeights> Norms(EquatableArray<FoldedBatchNorm> folded, int channels) =>
        folded.Select(norm => new NormWeights(norm.Name, channels, norm.Epsilon)).ToEquatable();

    private static string Comment(Stage stage, IReadOnlyList<TensorType> inputs, TensorType output)
    {
        var padding = stage.Operation.DisplayPadding(inputs);
        return $"{stage.Name}: {stage.Operation.DisplayText}"
            + (padding.Length > 0 ? ", " + padding : "")
            + (stage.BatchNorms.Count + stage.InputNorms.Count == 0 ? "" : ", batch norm")
            + (stage.Activation == Activation.None ? "" : ", " + stage.Activation.DisplayText)
            + $": {string.Join(" + ", inputs.Select(input => input.DisplayText))} → {output.DisplayText}";
    }

    private static SummaryRow Row(Stage stage, BlockedGraph blocked, MemoryPlan plan)
    {
        var inputs = blocked.InputTypes(stage);
        var output = blocked.OutputType(stage);
        var parameters = stage.Operation.Parameters(inputs);
        foreach (var normalised in stage.BatchNorms.Select(_ => output).Concat(stage.InputNorms.Select(_ => inputs[0])))
        {
            parameters += ParameterCount.OfNormalisation(normalised.Channels);
        }

        return new SummaryRow(
            stage.Name,
            stage.Operation.DisplayText,
            output,
            parameters,
            stage.Operation.MultiplyAdds(inputs, output),
            stage.Operation.DisplayPadding(inputs),
            stage.Activation == Activation.None ? "" : stage.Activation.DisplayText,
            stage.Folded,
            plan.Places[stage.Output].DisplayText);
    }
}
