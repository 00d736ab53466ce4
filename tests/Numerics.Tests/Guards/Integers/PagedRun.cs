using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;
using MobileNetGen.Threading;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>How a network of integers runs between guard pages.</summary>
/// <param name="Tier">The vector width.</param>
/// <param name="Workers">How many share it.</param>
/// <param name="AtEnd">True for memory that ends where a guard page begins, false for memory that begins where one ends.</param>
/// <param name="Pairs">True for pairs of shorts, false for an instruction for bytes.</param>
/// <param name="Fill">What all memory holds before.</param>
internal sealed record PagedPath(SimdTier Tier, int Workers, bool AtEnd, bool Pairs, byte Fill);

/// <summary>Runs a network's blocks without the engine, which copies the integers of callers: kernels read and write memory between guard pages.</summary>
internal abstract class PagedRun
{
    /// <param name="network">Where its memory lies.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="path">How it runs.</param>
    /// <param name="seed">Of the inputs' elements.</param>
    /// <returns>The bytes of each output, as kernels write them.</returns>
    public abstract byte[][] Run(PagedNetwork network, WeightSource weights, PagedPath path, int seed);

    /// <summary>The runner of a class that was compiled at run time.</summary>
    public static PagedRun For(Type network)
    {
        var layout = (NetworkLayout)network.GetNestedType("Tables")!.GetField("Layout")!.GetValue(null)!;
        return (PagedRun)Activator.CreateInstance(typeof(PagedRun<>).MakeGenericType(network.GetNestedType("Blocks")!), layout)!;
    }
}

/// <inheritdoc cref="PagedRun"/>
internal sealed unsafe class PagedRun<TBlocks>(NetworkLayout layout) : PagedRun
    where TBlocks : INetworkProgram
{
    public override byte[][] Run(PagedNetwork network, WeightSource weights, PagedPath path, int seed)
    {
        var plan = network.Plans[path.AtEnd ? 1 : 0];
        using var packed = weights.Load(layout);
        using var guarded = new GuardedMemory(PagedPlan.Whole(layout.WeightsBytes), atEnd: false);
        packed.Memory.From<byte>().CopyTo(guarded.As<byte>());
        Close(guarded.Start, plan.Weights, (int)plan.Plan.WeightsBytes);

        using var workspace = new Workspace(layout, path.Workers, packed.Memory);
        var memory = new Span<byte>(workspace.Arena, (int)layout.ArenaBytes + (path.Workers * network.ScratchBytes));
        memory.Fill(path.Fill);
        Close((nint)workspace.Arena, plan.Arena, (int)layout.ArenaBytes);
        for (var worker = 0; worker < path.Workers; worker++)
        {
            Close(
                (nint)workspace.ScratchOf(worker),
                [new Slot(PagedPlan.Page, network.ScratchBytes - (2 * PagedPlan.Page))],
                network.ScratchBytes);
        }

        var inputs = layout.InputLengths.Select((_, index) => Input(layout.InputBytes(index), index, path, seed)).ToList();
        var outputs = layout.OutputLengths.Select((_, index) => new GuardedMemory((int)layout.OutputBytes(index), path.AtEnd)).ToList();
        try
        {
            for (var index = 0; index < inputs.Count; index++)
            {
                workspace.Inputs[index] = (byte*)inputs[index].Start;
            }

            for (var index = 0; index < outputs.Count; index++)
            {
                outputs[index].As<byte>().Fill(path.Fill);
                workspace.Outputs[index] = (byte*)outputs[index].Start;
            }

            Execute(workspace, guarded.Start, path);
            return [.. outputs.Select(output => output.As<byte>().ToArray())];
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
            outputs.ForEach(output => output.Dispose());
        }
    }

    private GuardedMemory Input(long bytes, int index, PagedPath path, int seed)
    {
        var memory = new GuardedMemory((int)bytes, path.AtEnd);
        var random = new Random(seed + index);
        if (layout.IntegersOfInput(index) is null)
        {
            foreach (ref var value in memory.As<float>())
            {
                value = (random.NextSingle() * 8) - 4;
            }
        }
        else
        {
            random.NextBytes(memory.As<byte>());
        }

        return memory;
    }

    private static void Close(nint start, IReadOnlyList<Slot> slots, int length)
    {
        Assert.Equal(0, start % PagedPlan.Page);
        foreach (var margin in Slot.Margins(slots, length))
        {
            var (first, bytes) = margin.GetOffsetAndLength(length);
            if (bytes > 0)
            {
                GuardedMemory.Close(start + first, bytes / PagedPlan.Page * PagedPlan.Page);
            }
        }
    }

    private static void Execute(Workspace workspace, nint weights, PagedPath path)
    {
        var barrier = new WorkerBarrier(path.Workers, new WaitPoint());
        barrier.Reset(path.Workers, spins: false);
        var failures = new Exception?[path.Workers];
        var threads = Enumerable.Range(0, path.Workers).Select(worker => new Thread(() =>
        {
            try
            {
                TBlocks.Execute(new Frame(workspace, (byte*)weights, path.Tier, worker, path.Workers, barrier));
            }
            catch (Exception failure)
            {
                failures[worker] = failure;
                barrier.Break();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(failures.OfType<Exception>());
    }
}
