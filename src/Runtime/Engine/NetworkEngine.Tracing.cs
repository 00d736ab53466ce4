using MobileNetGen.Engine;

namespace MobileNetGen.CompilerServices;

/// <content>What each thread of a run does, for the tool.</content>
public sealed partial class NetworkEngine<TProgram>
{
    unsafe IReadOnlyList<IReadOnlyList<BlockSpan>> ITracedEngine.Trace(ReadOnlySpan<float> input, Span<float> output)
    {
        RunArguments.CheckPair(_layout, input, output);
        var timer = new BlockTimer(_layout.BlockCount, _workers);
        var workspace = Acquire();
        try
        {
            fixed (float* from = input, to = output)
            {
                workspace.Open(from, to);
                new TracedWork<TProgram>(workspace, _weights, Tier, _workers, timer).Run();
                workspace.Close(to);
            }
        }
        finally
        {
            Release(workspace);
        }

        return timer.Spans();
    }
}
