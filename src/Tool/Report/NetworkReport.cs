using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Report;

/// <summary>What the page shows of a network.</summary>
/// <param name="Name">What the description, or its file, is called.</param>
/// <param name="Program">What is emitted.</param>
/// <param name="Blocks">Its calls, in the order in which they run.</param>
/// <param name="Graph">Its layers, and what they read.</param>
/// <param name="Tensors">What lies in the arena, and when.</param>
/// <param name="Code">The generated text of each kernel by its name.</param>
/// <param name="Measured">Times on this machine, if somebody asked for them.</param>
internal sealed record NetworkReport(
    string Name,
    NetworkProgram Program,
    IReadOnlyList<ReportBlock> Blocks,
    ReportGraph Graph,
    IReadOnlyList<ArenaTensor> Tensors,
    IReadOnlyDictionary<string, string> Code,
    Measurement? Measured)
{
    /// <summary>The run that this one is shown beside.</summary>
    public SavedRun? Other { get; init; }

    /// <summary>Of each tensor of the weights.</summary>
    public IReadOnlyList<Spread>? Weights { get; init; }

    /// <summary>What the layers make of a sample.</summary>
    public Activations? Activations { get; init; }

    public static NetworkReport Of(NetworkFile file, Measurement? measured)
    {
        var scheduled = NetworkCompiler.Schedule(file.Shaped);
        var (plan, program) = (MemoryPlanner.Plan(scheduled), file.Program);
        var owners = Views.Owners(scheduled.Blocked);
        var (blocks, steps, rows) = (new List<ReportBlock>(), new List<int>(), 0);
        foreach (var block in scheduled.Blocked.Blocks)
        {
            var stages = program.Rows.Skip(rows).Take(block.Stages.Count).ToList();
            rows += stages.Count;
            steps.Add(blocks.Count);
            if (!block.Operation.IsView)
            {
                blocks.Add(Block(blocks.Count, program, program.Calls[blocks.Count], stages, scheduled.Blocked, block));
            }
        }

        foreach (var (copy, call) in plan.Copies.Zip(program.Calls.Skip(blocks.Count)))
        {
            var type = file.Shaped.Types[copy.Tensor];
            blocks.Add(new ReportBlock(
                blocks.Count,
                call.Comment,
                [],
                NamedKernel.Of(call.Kernel).Name,
                [type.DisplayText],
                type.DisplayText,
                0,
                0,
                program.BytesOf(call)));
        }

        return new NetworkReport(
            file.Name,
            program,
            blocks,
            ReportGraph.Of(scheduled, plan, program.Rows),
            InArena(scheduled, plan, owners, [.. steps, blocks.Count]),
            NamedKernel.Of(program).ToDictionary(kernel => kernel.Name, KernelEmitter.Emit),
            measured);
    }

    private static ReportBlock Block(
        int number,
        NetworkProgram program,
        KernelCall call,
        List<SummaryRow> stages,
        BlockedGraph blocked,
        Block block) => new(
        number,
        stages.Count == 1 ? stages[0].Name : $"{stages[0].Name} … {stages[^1].Name}",
        stages,
        NamedKernel.Of(call.Kernel).Name,
        [.. blocked.InputTypes(block).Select(type => type.DisplayText)],
        blocked.OutputType(block).DisplayText,
        stages.Sum(stage => stage.Parameters.Total),
        call.MultiplyAdds,
        program.BytesOf(call));

    private static List<ArenaTensor> InArena(ScheduledGraph scheduled, MemoryPlan plan, int[] owners, IReadOnlyList<int> steps)
    {
        var nodes = scheduled.Blocked.Shaped.Graph.Nodes;
        var tensors = Lifetimes.Of(scheduled.Blocked, owners)
            .Where(tensor => plan.Places[tensor.Tensor].Region == Region.Arena)
            .Select(tensor => new ArenaTensor(
                nodes[tensor.Tensor].Name,
                plan.Places[tensor.Tensor].Position,
                tensor.Bytes,
                steps[tensor.First],
                steps[tensor.Last]));
        var shared = scheduled.Blocks.Select((block, step) => (Bytes: block.Schedule?.SharedBytes ?? 0, Step: step)).Where(inner => inner.Bytes > 0)
            .Select(inner => new ArenaTensor("inner maps of the block", plan.Shared[inner.Step], inner.Bytes, steps[inner.Step], steps[inner.Step]));
        return [.. tensors, .. shared];
    }
}

/// <summary>A call of the generated code.</summary>
/// <param name="Number">From 0, in the order in which blocks run.</param>
/// <param name="Title">Its layers in short.</param>
/// <param name="Stages">Its layers.</param>
/// <param name="Kernel">The kernel that it calls.</param>
/// <param name="Inputs">Shapes of what it reads.</param>
/// <param name="Output">The shape of what it makes.</param>
/// <param name="Parameters">All parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run.</param>
/// <param name="Bytes">What has to move at least: inputs, weights and output, once each.</param>
internal sealed record ReportBlock(
    int Number,
    string Title,
    IReadOnlyList<SummaryRow> Stages,
    string Kernel,
    IReadOnlyList<string> Inputs,
    string Output,
    long Parameters,
    long MultiplyAdds,
    long Bytes)
{
    /// <summary>Floating-point operations for each byte: two a multiply-add.</summary>
    public double Intensity => 2.0 * MultiplyAdds / Bytes;
}

/// <summary>A tensor in the arena: where it lies, in bytes, and from which block to which.</summary>
internal sealed record ArenaTensor(string Name, long Offset, long Bytes, int First, int Last);
