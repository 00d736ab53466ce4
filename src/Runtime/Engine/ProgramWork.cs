using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Threading;
using MobileNetGen.Weights;

namespace MobileNetGen.Engine;

/// <summary>A network's blocks on one workspace, as a worker does them.</summary>
/// <typeparam name="TProgram">The network's blocks.</typeparam>
internal sealed class ProgramWork<TProgram>(Workspace workspace, NativeBuffer weights, SimdTier tier, int workers) : TeamWork(workers, new TeamPace())
    where TProgram : INetworkProgram
{
    public override unsafe void Execute(int worker, int workers, WorkerBarrier? barrier)
    {
        var frame = new Frame(workspace, weights.Pointer, tier, worker, workers, barrier);
        TProgram.Execute(in frame);
    }
}
