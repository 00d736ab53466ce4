using System.Collections.Immutable;
using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Engine;

/// <summary>The memory of a trainer: its batch's tensors, what a step has once, the parameters and their gradients.</summary>
internal sealed unsafe class TrainingMemory : IDisposable
{
    /// <summary>A training step has neither inputs nor outputs nor an arena but here.</summary>
    public static readonly Workspace NoWorkspace = new(
        new NetworkLayout
        {
            Name = "",
            InputLengths = [],
            OutputLengths = [],
            ArenaBytes = 0,
            ScratchBytes = 0,
            BlockCount = 0,
            WeightsBytes = 0,
            Fingerprint = 0,
            Weights = ImmutableArray<WeightLayer>.Empty,
        },
        1);

    private readonly NativeBuffer _parameters;
    private readonly AlignedBuffer _gradients;
    private readonly AlignedBuffer _batch;
    private readonly AlignedBuffer _step;

    public TrainingMemory(TrainingLayout layout, NativeBuffer parameters, int batchSize)
    {
        _parameters = parameters;
        _gradients = new AlignedBuffer(layout.ParameterBytes);
        _gradients.From<byte>().Clear();
        _batch = new AlignedBuffer(checked(layout.ImageBytes * batchSize));
        _step = new AlignedBuffer(layout.StepBytes);
        Images = batchSize;
    }

    public int Images { get; set; }

    public bool UsesBatchStatistics { get; set; } = true;

    public byte* Parameters => _parameters.Pointer;

    public byte* Gradients => _gradients.Pointer;

    public byte* Batch => _batch.Pointer;

    public byte* Step => _step.Pointer;

    /// <summary>What all images of the batch have of a tensor.</summary>
    public Span<float> OfBatch(long offset, int length) => new(Batch + (offset * Images), checked(length * Images));

    public void Dispose()
    {
        _parameters.Dispose();
        _gradients.Dispose();
        _batch.Dispose();
        _step.Dispose();
    }
}
