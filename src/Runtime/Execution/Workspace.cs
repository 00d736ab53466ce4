using MobileNetGen.Buffers;

namespace MobileNetGen.Execution;

/// <summary>The memory of one run: inner tensors, each worker's own, and copies of inputs and outputs for callers that have none at hand.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private readonly NetworkLayout _layout;
    private readonly AlignedBuffer _arena;
    private readonly long _scratchLength;
    private AlignedBuffer? _staging;
    private long _uses;
    private long _use;

    public Workspace(NetworkLayout layout, int workers)
    {
        _layout = layout;
        _scratchLength = Align(layout.ScratchLength);
        _arena = new AlignedBuffer(Align(layout.ArenaLength) + (_scratchLength * workers));
        Inputs = new float*[layout.InputLengths.Length];
        Outputs = new float*[layout.OutputLengths.Length];
    }

    public float*[] Inputs { get; }

    public float*[] Outputs { get; }

    public float* Arena => _arena.Pointer;

    /// <summary>The run of one input that this workspace was made for, kept with it so that a run makes no objects.</summary>
    public TeamWork? Work { get; set; }

    /// <summary>The run of several inputs whose first worker uses this workspace.</summary>
    public BatchWork? Batch { get; set; }

    public ImageScratch Images { get; } = new();

    public float* ScratchOf(int worker) => _arena.Pointer + Align(_layout.ArenaLength) + (_scratchLength * worker);

    /// <summary>Lets inputs and outputs lie in the workspace itself.</summary>
    public void Stage()
    {
        _staging ??= new AlignedBuffer(_layout.InputLengths.Concat(_layout.OutputLengths).Sum(Align));
        var next = _staging.Pointer;
        for (var index = 0; index < Inputs.Length; index++)
        {
            Inputs[index] = next;
            next += Align(_layout.InputLengths[index]);
        }

        for (var index = 0; index < Outputs.Length; index++)
        {
            Outputs[index] = next;
            next += Align(_layout.OutputLengths[index]);
        }
    }

    /// <summary>Begins a use that outlives the method that rented the workspace.</summary>
    /// <returns>Its number, which no other use of this workspace has.</returns>
    public long BeginUse() => _use = ++_uses;

    public bool IsInUse(long use) => Volatile.Read(ref _use) == use;

    /// <summary>True for the first who ends a use: the workspace may have another by then.</summary>
    public bool EndUse(long use) => Interlocked.CompareExchange(ref _use, 0, use) == use;

    public Span<float> Input(int index) => new(Inputs[index], _layout.InputLengths[index]);

    public Span<float> Output(int index) => new(Outputs[index], _layout.OutputLengths[index]);

    public void Dispose()
    {
        _arena.Dispose();
        _staging?.Dispose();
    }

    private static long Align(int length)
    {
        const int floats = AlignedBuffer.Alignment / sizeof(float);
        return ((long)length + floats - 1) / floats * floats;
    }
}
