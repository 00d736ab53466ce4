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
        var calls = new List<KernelCall>();
        var weights = new List<PackedWeights>();
        var stages = 0;
        var quantizations = new Quantizations(graph);
        for (var index = 0; index < scheduled.Blocks.Count; index++)
        {
            var (block, schedule) = (scheduled.Blocks[index].Block, scheduled.Blocks[index].Schedule);
            var packed = block.Stages.Select(stage => Packed(stage, blocked, quantizations, plan.WeightOffsets[stages++])).OfType<PackedWeights>().ToList();
            weights.AddRange(packed);
            if (!block.Operation.IsView)
            {
                var inputs = blocked.InputTypes(block);
                var output = blocked.OutputType(block);
                var activation = block.Stages.Count == 1 ? block.Last.Activation : Activation.None;
                var operation = block.Operation.ForKernel(inputs) with { Integers = block.Operation.Integers?.ForKernel() };
                var kernel = new KernelSpec(operation, inputs.ToEquatable(), output, activation, schedule);
                calls.Add(new KernelCall(
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
            calls.Add(new KernelCall(
                new KernelSpec(new Copy(), EquatableArray.Of(type), type, Activation.None, null),
                $"{graph.Outputs[copy.Output].Name}: copy of {graph.Nodes[copy.Tensor].Name}",
                EquatableArray.Of(plan.Places[copy.Tensor]),
                new Place(Region.Output, copy.Output),
                null,
                EquatableArray<long>.Empty,
                0,
                ""));
        }

        var ports = new PortNumbers(graph, blocked.Shaped.Types, quantizations, plan.WeightsBytes);
        weights.AddRange(ports.Weights);
        return new NetworkProgram(
            graph.Name,
            Enumerable.Range(0, graph.Nodes.Count)
                .Where(node => graph.Nodes[node].Inputs.Count == 0)
                .Select(node => new Port(graph.Nodes[node].Name, blocked.Shaped.Types[node], graph.Nodes[node].Operation.Preprocessing, ports.Find(node)))
                .ToEquatable(),
            graph.Outputs.Select(output => new Port(output.Name, blocked.Shaped.Types[output.Node], Integers: ports.Find(output.Node))).ToEquatable(),
            calls.ToEquatable(),
            weights.ToEquatable(),
            blocked.Stages.Select(stage => Row(stage, blocked, plan)).ToEquatable(),
            plan.ArenaBytes,
            plan.ScratchBytes,
            ports.End)
        { WeightsHash = graph.WeightsHash };
    }

    private static PackedWeights? Packed(Stage stage, BlockedGraph blocked, Quantizations quantizations, long offset)
    {
        var inputs = blocked.InputTypes(stage);
        if (stage.Operation.Weights(inputs) is not { } shape)
        {
            return null;
        }

        return new PackedWeights(
            stage.Name,
            shape,
            offset,
            Norms(stage.BatchNorms, shape.Channels),
            Norms(stage.InputNorms, inputs[0].Channels))
        {
            Integers = stage.Operation.Integers is { } form
                ? new IntegerTensors(
                    stage.Inputs.Where(input => blocked.Shaped.Types[input].IsInteger).Select(quantizations.NameOf).ToEquatable(),
                    quantizations.NameOf(blocked.OutputType(stage).IsInteger ? stage.Output : stage.Inputs[0]),
                    form,
                    ClampOf(stage, form))
                : null,
        };
    }

    /// <summary>An activation that is a layer has its bounds in its own name, another in what it ends.</summary>
    private static Activation ClampOf(Stage stage, IntegerForm form) => stage.Operation.LayerActivation is { Bounds: not null } layer ? layer : form.Clamp;

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
