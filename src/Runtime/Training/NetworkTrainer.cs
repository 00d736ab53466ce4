using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;
using MobileNetGen.Threading;
using MobileNetGen.Weights;

namespace MobileNetGen;

/// <summary>
/// A network that is trained: its parameters, the memory of a batch, and the generated passes. The caller fills in inputs, goes forward, fills in how the loss
/// changes with each output, goes backward, and moves the parameters by their gradients. One thread may use it at a time.
/// </summary>
/// <remarks>
/// Parameters and gradients lie as the kernels of inference read them; <see cref="Parameters"/> says where each tensor is. The results have the same bits with
/// any number of threads and on every vector width.
/// </remarks>
public abstract class NetworkTrainer : IDisposable
{
    private readonly TrainingLayout _layout;
    private readonly TrainingMemory _memory;
    private readonly PassWork _work;
    private readonly int _batchSize;
    private bool _isDisposed;

    /// <summary>Reads the parameters, and takes the memory for a batch.</summary>
    /// <param name="layout">What the training step is.</param>
    /// <param name="weights">What training starts from, with running statistics.</param>
    /// <param name="options">How large a batch is, and how it runs.</param>
    /// <exception cref="WeightException">The weights are malformed, or not those of this network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">The options or the environment ask for vectors that the CPU lacks.</exception>
    /// <exception cref="OutOfMemoryException">There is not as much memory as a batch takes.</exception>
    protected NetworkTrainer(TrainingLayout layout, WeightSource weights, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        Tier = options.Tier is { } tier ? SimdSupport.Checked(tier, nameof(options)) : SimdSupport.DefaultTier;
        _layout = layout;
        _batchSize = options.BatchSize;
        var loaded = weights.Load(TrainedTensors.LayoutOf(layout));
        try
        {
            _memory = new TrainingMemory(layout, loaded.Memory, options.BatchSize);
        }
        catch
        {
            // Whoever called has no trainer to dispose of.
            loaded.Dispose();
            throw;
        }

        _work = new PassWork(this, _memory, Math.Min(options.MaxDegreeOfParallelism, Environment.ProcessorCount * WorkerTeam.MaxForEachCore));
        Parameters = TrainedTensors.Of(layout);
    }

    /// <summary>The vector width of this instance.</summary>
    public SimdTier Tier { get; }

    /// <summary>
    /// The tensors that training changes, in the order of the network, and where they lie among <see cref="Values"/> and <see cref="Gradients"/>.
    /// </summary>
    public IReadOnlyList<TrainedTensor> Parameters { get; }

    /// <summary>
    /// True to normalise by the running statistics, which then stay as they are, as inference does; false to normalise by each batch's own.
    /// </summary>
    public bool FreezesStatistics
    {
        get => !_memory.UsesBatchStatistics;
        set => _memory.UsesBatchStatistics = !value;
    }

    /// <summary>The values of all parameters and running statistics, packed as inference reads them.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public unsafe Span<float> Values => new(CheckedMemory().Parameters, (int)(_layout.ParameterBytes / sizeof(float)));

    /// <summary>How the loss changes with each value, after a backward pass.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public unsafe Span<float> Gradients => new(CheckedMemory().Gradients, (int)(_layout.ParameterBytes / sizeof(float)));

    /// <summary>Bytes that a trainer takes for a batch, its parameters and their gradients.</summary>
    public long MemoryBytes => (_layout.ImageBytes * _batchSize) + _layout.StepBytes + (2 * _layout.ParameterBytes);

    /// <summary>Images of the batch at hand; inputs are filled in after it is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1, or more than there is memory for.</exception>
    public int Images
    {
        get => _memory.Images;
        set
        {
            if (value < 1 || value > _batchSize)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"a batch of {value} images was asked for; 1 to {_batchSize} are accepted.");
            }

            _memory.Images = value;
        }
    }

    /// <summary>Where an input of all images of the batch goes, one image after the other.</summary>
    /// <param name="index">Which input.</param>
    public Span<float> Input(int index = 0) => Of(_layout.Inputs[index]);

    /// <summary>An output of all images, after a forward pass: what goes into a softmax where one ends the network.</summary>
    /// <param name="index">Which output.</param>
    public ReadOnlySpan<float> Output(int index = 0) => Of(_layout.Outputs[index]);

    /// <summary>Where the loss' change with an output goes, after a forward pass and before the backward pass.</summary>
    /// <param name="index">Which output.</param>
    public Span<float> OutputGradient(int index = 0) => Of(_layout.OutputGradients[index]);

    internal IReadOnlyList<string> InputGradientNames => [.. _layout.InputGradients.Select(tensor => tensor.Name)];

    /// <summary>The gradient of an input, if the step was made with those.</summary>
    internal Span<float> InputGradient(int index) => Of(_layout.InputGradients[index]);

    /// <summary>What dropout multiplies by.</summary>
    internal Span<float> Mask(int index) => _memory.OfBatch(_layout.Masks[index].Offset, _layout.Masks[index].Length);

    /// <summary>The parameters' gradients in PyTorch's layouts, among them 0 for running statistics.</summary>
    internal IReadOnlyList<NamedTensor> UnpackedGradients() => TrainedTensors.Unpacked(_layout, Gradients);

    /// <summary>The parameters and running statistics in PyTorch's layouts.</summary>
    internal IReadOnlyList<NamedTensor> UnpackedValues() => TrainedTensors.Unpacked(_layout, Values);

    /// <summary>Runs the network on the batch's inputs, and keeps what the backward pass needs.</summary>
    /// <param name="seed">What dropout is drawn from, so that the same seed drops the same elements; null to drop none.</param>
    /// <exception cref="InvalidOperationException">A batch normalisation has one value a channel, whose variance is not defined.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public void RunForward(ulong? seed = null)
    {
        CheckedMemory();
        if (!FreezesStatistics && _layout.Statistics.FirstOrDefault(each => each.Pixels * Images == 1) is { } single)
        {
            throw new InvalidOperationException(
                $"\"{single.Name}\" has one value a channel in a batch of one image, which has no variance; take more images, or set "
                    + $"{nameof(FreezesStatistics)}.");
        }

        foreach (var mask in _layout.Masks)
        {
            DropoutMasks.Draw(_memory.OfBatch(mask.Offset, mask.Length), mask, seed);
        }

        RunForwardMasked();
    }

    /// <summary>The forward pass with the masks as they are.</summary>
    internal void RunForwardMasked() => _work.Run(isBackward: false);

    /// <summary>Takes the loss' change with the outputs back to every parameter.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public void RunBackward()
    {
        CheckedMemory();
        _work.Run(isBackward: true);
    }

    /// <summary>
    /// Moves the running statistics towards those of the batch: <c>(1 − momentum) · running + momentum · batch</c>. Nothing where they are frozen.
    /// </summary>
    /// <param name="momentum">The batch's share: PyTorch's 0.1 is Keras' 0.9.</param>
    /// <param name="isUnbiased">True for the variance over one less than the number of values, as PyTorch has it; false for Keras'.</param>
    public unsafe void UpdateStatistics(double momentum = 0.1, bool isUnbiased = true)
    {
        var memory = CheckedMemory();
        if (FreezesStatistics)
        {
            return;
        }

        foreach (var each in _layout.Statistics)
        {
            var section = PackedLayout.Align(each.Channels, sizeof(float));
            var running = (float*)(memory.Parameters + each.Parameters) + (2 * section);
            var moments = (float*)(memory.Step + each.Moments);
            var count = (double)each.Pixels * Images;
            var correction = isUnbiased ? count / (count - 1) : 1;
            for (var channel = 0; channel < each.Channels; channel++)
            {
                running[channel] = Moved(running[channel], moments[channel], momentum);
                running[section + channel] = Moved(running[section + channel], moments[each.Channels + channel] * correction, momentum);
            }
        }
    }

    /// <summary>Writes the parameters and running statistics as safetensors, under PyTorch's names and in its layouts.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="metadata">Texts for the file's metadata, or null.</param>
    /// <exception cref="ArgumentException">A value is no finite number.</exception>
    public void Write(Stream stream, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(stream, TrainedTensors.Unpacked(_layout, Values), metadata);

    /// <summary>Frees the parameters and the memory of the batch.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _memory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A worker's share of the forward pass.</summary>
    /// <param name="frame">What the worker sees.</param>
    protected abstract void Forward(in Frame frame);

    /// <summary>A worker's share of the backward pass.</summary>
    /// <param name="frame">What the worker sees.</param>
    protected abstract void Backward(in Frame frame);

    private static float Moved(float running, double batch, double momentum) => (float)(((1 - momentum) * running) + (momentum * batch));

    private Span<float> Of(TrainingTensor tensor) => CheckedMemory().OfBatch(tensor.Offset, tensor.Length);

    private TrainingMemory CheckedMemory()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _memory;
    }

    /// <summary>A pass, as a worker does it.</summary>
    private sealed class PassWork(NetworkTrainer trainer, TrainingMemory memory, int workers) : TeamWork(workers)
    {
        private bool _isBackward;

        public void Run(bool isBackward)
        {
            _isBackward = isBackward;
            Run();
        }

        public override void Execute(int worker, int workers, WorkerBarrier? barrier)
        {
            var frame = new Frame(memory, trainer.Tier, worker, workers, barrier);
            if (_isBackward)
            {
                trainer.Backward(in frame);
            }
            else
            {
                trainer.Forward(in frame);
            }
        }
    }
}
