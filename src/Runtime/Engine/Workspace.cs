using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Threading;

namespace MobileNetGen.Engine;

/// <summary>The memory of one run: inner tensors, each worker's own, and copies of inputs and outputs for callers that have none at hand.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private readonly NetworkLayout _layout;
    private readonly AlignedBuffer _arena;
    private readonly long _scratchBytes;
    private AlignedBuffer? _staging;
    private long _uses;
    private long _use;

    public Workspace(NetworkLayout layout, int workers)
    {
        _layout = layout;
        _scratchBytes = Align(layout.ScratchBytes);
        _arena = new AlignedBuffer(Align(layout.ArenaBytes) + (_scratchBytes * workers));
        Inputs = new byte*[layout.InputLengths.Length];
        Outputs = new byte*[layout.OutputLengths.Length];
    }

    public byte*[] Inputs { get; }

    public byte*[] Outputs { get; }

    public byte* Arena => _arena.Pointer;

    /// <summary>The run of one input that this workspace was made for, kept with it so that a run makes no objects.</summary>
    public TeamWork? Work { get; set; }

    /// <summary>The run of several inputs whose first worker uses this workspace.</summary>
    public BatchWork? Batch { get; set; }

    public ImageScratch Images { get; } = new();

    public byte* ScratchOf(int worker) => _arena.Pointer + Align(_layout.ArenaBytes) + (_scratchBytes * worker);

    /// <summary>Lets inputs and outputs lie in the workspace itself.</summary>
    public void Stage()
    {
        _staging ??= new AlignedBuffer(_layout.InputLengths.Concat(_layout.OutputLengths).Sum(BytesOf));
        var next = _staging.Pointer;
        for (var index = 0; index < Inputs.Length; index++)
        {
            Inputs[index] = next;
            next += BytesOf(_layout.InputLengths[index]);
        }

        for (var index = 0; index < Outputs.Length; index++)
        {
            Outputs[index] = next;
            next += BytesOf(_layout.OutputLengths[index]);
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

    /// <summary>What an input or output takes here.</summary>
    private static long BytesOf(int length) => Align((long)length * sizeof(float));

    private static long Align(long bytes) => (bytes + AlignedBuffer.Alignment - 1) / AlignedBuffer.Alignment * AlignedBuffer.Alignment;
}
