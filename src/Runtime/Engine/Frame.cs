using System.Runtime.CompilerServices;
using MobileNetGen.Engine;
using MobileNetGen.Threading;

namespace MobileNetGen.CompilerServices;

/// <summary>What one worker sees of a run: its tensors, its share of the work, and the others to wait for.</summary>
public readonly unsafe ref struct Frame
{
    private readonly Workspace _workspace;
    private readonly byte* _weights;
    private readonly WorkerBarrier? _barrier;
    private readonly TrainingMemory? _training;

    internal Frame(Workspace workspace, byte* weights, SimdTier tier, int worker, int workers, WorkerBarrier? barrier)
    {
        _workspace = workspace;
        _weights = weights;
        _barrier = barrier;
        Tier = tier;
        Worker = worker;
        Workers = workers;
    }

    internal Frame(TrainingMemory training, SimdTier tier, int worker, int workers, WorkerBarrier? barrier)
        : this(TrainingMemory.NoWorkspace, training.Parameters, tier, worker, workers, barrier)
    {
        _training = training;
        Images = training.Images;
        UsesBatchStatistics = training.UsesBatchStatistics;
    }

    /// <summary>The vector width of the run.</summary>
    public SimdTier Tier { get; }

    /// <summary>This worker's number, from 0.</summary>
    public int Worker { get; }

    /// <summary>Workers of the run.</summary>
    public int Workers { get; }

    /// <summary>Of a training step: the images of its batch.</summary>
    public int Images { get; }

    /// <summary>Of a training step: whether batch normalisation takes the batch's own statistics, and not the running ones.</summary>
    public bool UsesBatchStatistics { get; }

    /// <summary>The start of an input.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="index">Which input.</param>
    public ref T Input<T>(int index)
        where T : unmanaged => ref Unsafe.AsRef<T>(_workspace.Inputs[index]);

    /// <summary>The start of an output.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="index">Which output.</param>
    public ref T Output<T>(int index)
        where T : unmanaged => ref Unsafe.AsRef<T>(_workspace.Outputs[index]);

    /// <summary>A place in the memory for inner tensors.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">In bytes.</param>
    public ref T Arena<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_workspace.Arena + offset);

    /// <summary>A place in the packed weights.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">In bytes.</param>
    public ref T Weights<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_weights + offset);

    /// <summary>Of a training step: an image's part of a tensor that each image has.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">Where the tensor begins, in bytes, if a batch is one image.</param>
    /// <param name="bytes">Of one image.</param>
    /// <param name="image">Which image.</param>
    public ref T OfImage<T>(long offset, long bytes, int image)
        where T : unmanaged => ref Unsafe.AsRef<T>(_training!.Batch + (offset * Images) + (bytes * image));

    /// <summary>Of a training step: a place in the memory that is there once for the whole batch.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">In bytes.</param>
    public ref T OfStep<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_training!.Step + offset);

    /// <summary>Of a training step: a place in the gradients of the parameters, which lie as the parameters do.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">In bytes.</param>
    public ref T Gradients<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_training!.Gradients + offset);

    /// <summary>A place in the memory that is this worker's alone.</summary>
    /// <typeparam name="T">The type of the elements there.</typeparam>
    /// <param name="offset">In bytes.</param>
    public ref T Scratch<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_workspace.ScratchOf(Worker) + offset);

    /// <summary>The first of this worker's share of <paramref name="count"/> rows.</summary>
    /// <param name="count">Rows of all workers.</param>
    public int Begin(int count) => (int)((long)count * Worker / Workers);

    /// <summary>The row after the last of this worker's share.</summary>
    /// <param name="count">Rows of all workers.</param>
    public int End(int count) => (int)((long)count * (Worker + 1) / Workers);

    /// <summary>Waits until all workers have come here, between two blocks.</summary>
    public void SynchronizeBetweenBlocks() => _barrier?.Wait(Worker, endsBlock: true);

    /// <summary>Waits until all workers have come here, inside a block.</summary>
    public void SynchronizeWithinBlock() => _barrier?.Wait(Worker, endsBlock: false);
}
