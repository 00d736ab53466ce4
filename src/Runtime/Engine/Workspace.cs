using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Quantized;
using MobileNetGen.Threading;

namespace MobileNetGen.Engine;

/// <summary>The memory of one run: inner tensors, each worker's own, and copies of inputs and outputs for callers that have none at hand.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private readonly NetworkLayout _layout;
    private readonly NativeBuffer? _weights;
    private readonly AlignedBuffer _arena;
    private readonly long _scratchBytes;
    private AlignedBuffer? _staging;
    private AlignedBuffer? _image;
    private long _uses;
    private long _use;

    /// <param name="layout">The network.</param>
    /// <param name="workers">How many take part in a run.</param>
    /// <param name="weights">What says what integers of inputs and outputs stand for; null where all are floats.</param>
    public Workspace(NetworkLayout layout, int workers, NativeBuffer? weights = null)
    {
        (_layout, _weights) = (layout, weights);
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
        _staging ??= new AlignedBuffer(
            Enumerable.Range(0, Inputs.Length).Sum(index => Align(_layout.InputBytes(index)))
            + Enumerable.Range(0, Outputs.Length).Sum(index => Align(_layout.OutputBytes(index))));
        var next = _staging.Pointer;
        for (var index = 0; index < Inputs.Length; index++)
        {
            Inputs[index] = next;
            next += Align(_layout.InputBytes(index));
        }

        for (var index = 0; index < Outputs.Length; index++)
        {
            Outputs[index] = next;
            next += Align(_layout.OutputBytes(index));
        }
    }

    /// <summary>Begins a use that outlives the method that rented the workspace.</summary>
    /// <returns>Its number, which no other use of this workspace has.</returns>
    public long BeginUse() => _use = ++_uses;

    public bool IsInUse(long use) => Volatile.Read(ref _use) == use;

    /// <summary>True for the first who ends a use: the workspace may have another by then.</summary>
    public bool EndUse(long use) => Interlocked.CompareExchange(ref _use, 0, use) == use;

    /// <summary>Lets kernels use a caller's one input and one output where they lie; where one is integers, both are staged.</summary>
    public void Open(float* input, float* output)
    {
        if (_layout.HasIntegers)
        {
            Stage();
            SetInput(0, new ReadOnlySpan<float>(input, _layout.InputLengths[0]));
        }
        else
        {
            Inputs[0] = (byte*)input;
            Outputs[0] = (byte*)output;
        }
    }

    /// <summary>Copies the output out if it is not where the caller wants it.</summary>
    public void Close(float* output)
    {
        if (_layout.HasIntegers)
        {
            GetOutput(0, new Span<float>(output, _layout.OutputLengths[0]));
        }
    }

    /// <summary>Where an image becomes the one input, before it becomes integers.</summary>
    public Span<float> OpenImage()
    {
        Stage();
        var length = _layout.InputLengths[0];
        if (_layout.IntegersOfInput(0) is null)
        {
            return new Span<float>(Inputs[0], length);
        }

        _image ??= new AlignedBuffer((long)length * sizeof(float));
        return _image.From<float>()[..length];
    }

    /// <summary>The image is there.</summary>
    public void CloseImage(ReadOnlySpan<float> image)
    {
        if (_layout.IntegersOfInput(0) is not null)
        {
            SetInput(0, image);
        }
    }

    /// <summary>Copies an input in that is staged: as it is, or as integers.</summary>
    public void SetInput(int index, ReadOnlySpan<float> values)
    {
        if (_layout.IntegersOfInput(index) is { } integers)
        {
            IntegerCopy.Quantize(integers, _weights!, values, Integers(Inputs[index], values.Length));
        }
        else
        {
            values.CopyTo(new Span<float>(Inputs[index], values.Length));
        }
    }

    /// <summary>Copies an output out that is staged: as it is, or what its integers stand for.</summary>
    public void GetOutput(int index, Span<float> values)
    {
        if (_layout.IntegersOfOutput(index) is { } integers)
        {
            IntegerCopy.Dequantize(integers, _weights!, Integers(Outputs[index], values.Length), values);
        }
        else
        {
            new ReadOnlySpan<float>(Outputs[index], values.Length).CopyTo(values);
        }
    }

    /// <summary>Copies an input in that is staged, of the network's own elements.</summary>
    public void SetRaw(int index, ReadOnlySpan<byte> elements) =>
        IntegerCopy.Raw(_layout.IntegersOfInput(index), elements, Integers(Inputs[index], elements.Length));

    /// <summary>Copies an output out that is staged, of the network's own elements.</summary>
    public void GetRaw(int index, Span<byte> elements) =>
        IntegerCopy.Raw(_layout.IntegersOfOutput(index), Integers(Outputs[index], elements.Length), elements);

    private static Span<byte> Integers(byte* start, int length) => new(start, length);

    public void Dispose()
    {
        _arena.Dispose();
        _staging?.Dispose();
        _image?.Dispose();
    }

    private static long Align(long bytes) => (bytes + AlignedBuffer.Alignment - 1) / AlignedBuffer.Alignment * AlignedBuffer.Alignment;
}
