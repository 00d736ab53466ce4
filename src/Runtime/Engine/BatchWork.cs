using MobileNetGen.CompilerServices;
using MobileNetGen.Threading;

namespace MobileNetGen.Engine;

/// <summary>
/// Several inputs at once: every worker runs whole inputs in a workspace of its own, so that they never wait for each other
/// and each keeps its inner tensors in its own cache. The caller's workspace is that of the first worker.
/// </summary>
internal sealed unsafe class BatchWork(NetworkLayout layout, WorkspacePool pool, Workspace first, int workers) : TeamWork(workers)
{
    private readonly int _inputLength = layout.InputLengths[0];
    private readonly int _outputLength = layout.OutputLengths[0];
    private float* _inputs;
    private float* _outputs;
    private int _count;

    /// <summary>What the next execution runs on.</summary>
    public void Set(float* inputs, float* outputs, int count)
    {
        _inputs = inputs;
        _outputs = outputs;
        _count = count;
    }

    public override void Execute(int worker, int workers, WorkerBarrier? barrier)
    {
        var workspace = worker == 0 ? first : pool.Rent();
        try
        {
            for (var index = worker; index < _count; index += workers)
            {
                var output = _outputs + ((long)index * _outputLength);
                workspace.Open(_inputs + ((long)index * _inputLength), output);
                workspace.Work!.Execute(0, 1, null);
                workspace.Close(output);
            }
        }
        finally
        {
            if (worker != 0)
            {
                pool.Return(workspace);
            }
        }
    }
}
