using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Program;

/// <summary>Puts stages, schedule and memory plan together into calls of kernels.</summary>
internal static class ProgramBuilder
{
    public static NetworkProgram Build(ScheduledGraph scheduled, MemoryPlan plan)
    {
        var fused = scheduled.Fused;
        var graph = fused.Shaped.Graph;
        var calls = new List<Call>();
        var kernels = new SortedDictionary<string, KernelSpec>(StringComparer.Ordinal);
        var weights = new List<PackedWeights>();
        for (var index = 0; index < scheduled.Stages.Count; index++)
        {
            var (stage, schedule) = (scheduled.Stages[index].Stage, scheduled.Stages[index].Schedule);
            var inputs = fused.InputTypes(stage);
            if (Packed(stage, inputs, plan.WeightOffsets[index]) is { } packed)
            {
                weights.Add(packed);
            }

            if (!stage.Operation.IsView)
            {
                var kernel = Kernel(stage.Operation.ForKernel(inputs), inputs, fused.OutputType(stage), stage.Activation, schedule);
                kernels[kernel.Name] = kernel;
                calls.Add(new Call(
                    kernel.Name,
                    Comment(stage, inputs, fused.OutputType(stage)),
                    stage.Inputs.Select(input => plan.Places[input]).ToEquatable(),
                    plan.Places[stage.Output],
                    kernel.HasWeights ? plan.WeightOffsets[index] : null,
                    stage.Operation.MultiplyAdds(inputs, fused.OutputType(stage))));
            }
        }

        foreach (var copy in plan.Copies)
        {
            var type = fused.Shaped.Types[copy.Tensor];
            var kernel = Kernel(new Dropout(0), [type], type, Activation.None, null);
            kernels[kernel.Name] = kernel;
            calls.Add(new Call(kernel.Name, $"{graph.Outputs[copy.Output].Name}: copy of {graph.Nodes[copy.Tensor].Name}", EquatableArray.Of(plan.Places[copy.Tensor]), new Place(Region.Output, copy.Output), null, 0));
        }

        return new NetworkProgram(
            graph.Name,
            graph.Nodes.Where(node => node.Operation is Input).Select(node => new Port(node.Name, ((Input)node.Operation).Type, ((Input)node.Operation).Preprocessing)).ToEquatable(),
            graph.Outputs.Select(output => new Port(output.Name, fused.Shaped.Types[output.Node])).ToEquatable(),
            calls.ToEquatable(),
            kernels.Values.ToEquatable(),
            weights.ToEquatable(),
            fused.Stages.Select(stage => Row(stage, fused, plan)).ToEquatable(),
            plan.ArenaLength,
            plan.WeightsLength);
    }

    private static KernelSpec Kernel(Operation operation, IReadOnlyList<TensorType> inputs, TensorType output, Activation activation, StageSchedule? schedule)
    {
        var unnamed = new KernelSpec("", operation, inputs.ToEquatable(), output, activation, schedule);
        return unnamed with { Name = KernelCatalog.For(operation).FullName(unnamed) };
    }

    private static PackedWeights? Packed(Stage stage, IReadOnlyList<TensorType> inputs, int offset)
    {
        if (stage.Operation.Weights(inputs) is not { } shape)
        {
            return null;
        }

        return new PackedWeights(
            stage.Name,
            shape,
            offset,
            stage.BatchNorm is { } folded ? new NormWeights(folded.Name, shape.Channels, folded.Epsilon) : null);
    }

    private static string Comment(Stage stage, IReadOnlyList<TensorType> inputs, TensorType output)
    {
        var padding = stage.Operation.ShownPadding(inputs);
        return $"{stage.Name}: {stage.Operation.Shown}"
            + (padding.Length > 0 ? ", " + padding : "")
            + (stage.BatchNorm is null ? "" : ", batch norm")
            + (stage.Activation == Activation.None ? "" : ", " + stage.Activation.Shown)
            + $": {string.Join(" + ", inputs.Select(input => input.Shown))} → {output.Shown}";
    }

    private static SummaryRow Row(Stage stage, FusedGraph fused, MemoryPlan plan)
    {
        var inputs = fused.InputTypes(stage);
        var output = fused.OutputType(stage);
        var parameters = stage.Operation.Parameters(inputs);
        if (stage.BatchNorm is { } folded)
        {
            parameters += new BatchNorm(folded.Epsilon).Parameters([output]);
        }

        return new SummaryRow(
            stage.Name,
            stage.Operation.Shown,
            output,
            parameters,
            stage.Operation.MultiplyAdds(inputs, output),
            stage.Operation.ShownPadding(inputs),
            stage.Activation == Activation.None ? "" : stage.Activation.Shown,
            stage.Folded,
            plan.Places[stage.Output].Shown);
    }
}
