using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Threading;

namespace MobileNetGen.Engine;

/// <summary>A network's blocks on one workspace, once, with the times of every worker.</summary>
/// <typeparam name="TProgram">The network's blocks.</typeparam>
internal sealed class TracedWork<TProgram> : TeamWork
    where TProgram : INetworkProgram
{
    private readonly Workspace _workspace;
    private readonly NativeBuffer _weights;
    private readonly SimdTier _tier;
    private readonly BlockTimer _timer;

    public TracedWork(Workspace workspace, NativeBuffer weights, SimdTier tier, int workers, BlockTimer timer)
        : base(workers, timer: timer) => (_workspace, _weights, _tier, _timer) = (workspace, weights, tier, timer);

    public override unsafe void Execute(int worker, int workers, WorkerBarrier? barrier)
    {
        var frame = new Frame(_workspace, _weights.Pointer, _tier, worker, workers, barrier ?? new WorkerBarrier(_timer));
        _timer.Mark(worker);
        TProgram.Execute(in frame);
        _timer.Mark(worker);
    }
}

/// <summary>An engine whose runs can be looked at, whatever its network.</summary>
internal interface ITracedEngine
{
    /// <summary>Runs a network of one input and one output with the threads of its options, and says when each of them did what.</summary>
    /// <param name="input">Exactly the input's length.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <returns>Of each thread that took part, the spans of the blocks.</returns>
    IReadOnlyList<IReadOnlyList<BlockSpan>> Trace(ReadOnlySpan<float> input, Span<float> output);
}
