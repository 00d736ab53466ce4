using MobileNetGen.Weights;

namespace MobileNetGen.Training;

/// <summary>
/// Trains a network epoch by epoch. The same trainer, examples, optimiser and settings give the same bits with any number of threads, on every vector
/// width, and whether or not training was ended in between and gone on with from a checkpoint.
/// </summary>
public sealed class TrainingLoop
{
    private readonly NetworkTrainer _trainer;
    private readonly TrainingExamples _examples;
    private readonly Optimizer _optimizer;
    private readonly TrainingSettings _settings;
    private readonly IReadOnlyList<TrainedTensor> _trained;
    private readonly WeightAverage? _average;
    private readonly List<EpochResult> _history = [];
    private EarlyStopping _stopping;
    private RunningLoss _soFar;

    /// <summary>Begins with the trainer's weights as they are.</summary>
    /// <param name="trainer">The network, with one input and one output; the loop does not dispose of it.</param>
    /// <param name="examples">What it learns from.</param>
    /// <param name="optimizer">How weights are moved; one that has made no step.</param>
    /// <param name="settings">How it is trained.</param>
    /// <exception cref="ArgumentException">There is no example, or a tensor that is to be trained is none of the network's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range, or the trainer has no memory for a batch.</exception>
    public TrainingLoop(NetworkTrainer trainer, TrainingExamples examples, Optimizer optimizer, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        if (examples.Count < 1)
        {
            throw new ArgumentException("there is no example to learn from.", nameof(examples));
        }

        trainer.Images = Math.Min(settings.BatchSize, examples.Count);
        (_trainer, _examples, _optimizer, _settings) = (trainer, examples, optimizer, settings);
        _trained = TrainedOf(trainer, settings.Trained);
        _average = settings.AverageDecay is { } decay ? new WeightAverage(trainer.Values) { Decay = decay, WarmUp = settings.AverageWarmUp } : null;
        _stopping = new EarlyStopping(settings.Patience ?? int.MaxValue);
        StepsOfAnEpoch = StepsOf(examples.Count, settings.BatchSize);
    }

    /// <summary>Steps of an epoch.</summary>
    public int StepsOfAnEpoch { get; }

    /// <summary>Steps that were made.</summary>
    public int Steps { get; private set; }

    /// <summary>The epochs that are done.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>The best epoch so far; null before the first.</summary>
    public EpochResult? Best { get; private set; }

    /// <summary>True if the last epoch was the best so far.</summary>
    public bool IsBest => Best is not null && Best == _history[^1];

    /// <summary>True after the last epoch, or when it is enough.</summary>
    public bool IsDone => _history.Count >= _settings.Epochs || _stopping.IsEnough;

    /// <summary>How many steps an epoch has.</summary>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="batchSize">The most of a step.</param>
    public static int StepsOf(int examples, int batchSize) => EpochBatches.CountOf(examples, batchSize);

    /// <summary>Goes on to the end of the epoch.</summary>
    /// <param name="heldOut">What is measured at its end, or null.</param>
    /// <param name="progress">Is told of each step.</param>
    /// <param name="stop">Ends after the step at hand.</param>
    /// <returns>How the epoch went; null if it was stopped, and can be gone on with.</returns>
    /// <exception cref="TrainingDivergedException">The loss is no finite number; the weights are those before the step.</exception>
    /// <exception cref="InvalidOperationException">Training is done, or a batch of one has no variance.</exception>
    public EpochResult? RunEpoch(TrainingExamples? heldOut = null, Action<StepResult>? progress = null, CancellationToken stop = default)
    {
        if (IsDone)
        {
            throw new InvalidOperationException($"training is done after {_history.Count} epochs.");
        }

        var epoch = _history.Count;
        var batches = new EpochBatches(_examples.Count, _settings.BatchSize, _settings.Seed, epoch);
        using var ahead = new ReadAhead(_examples, epoch, _settings.BatchSize, _trainer.Input().Length / _trainer.Images);
        var first = Steps - (epoch * StepsOfAnEpoch);
        if (first < batches.Count)
        {
            ahead.Start(batches[first]);
        }

        for (var index = first; index < batches.Count; index++)
        {
            Step(batches[index], ahead.Take(batches[index], index + 1 < batches.Count ? batches[index + 1] : (ArraySegment<int>?)null), epoch);
            progress?.Invoke(new StepResult(epoch + 1, index + 1, batches.Count, _soFar.Result));
            if (stop.IsCancellationRequested)
            {
                return null;
            }
        }

        var result = new EpochResult(epoch + 1, _settings.Rate.At(Steps - 1), _soFar.Result, heldOut is null ? null : Evaluate(heldOut));
        if (!double.IsFinite(result.Measured.Loss))
        {
            throw new TrainingDivergedException(
                $"the loss is {result.Measured.Loss} after epoch {epoch + 1}; a smaller rate may help, or a limit to the norm.");
        }

        Add(result);
        _soFar = default;
        return result;
    }

    /// <summary>Measures the network as inference will have it: by its running statistics, without dropout, and by the average where there is one.</summary>
    /// <param name="examples">What it is measured on, in their order.</param>
    /// <param name="seen">Is given each batch's numbers and the network's outputs.</param>
    /// <returns>The mean loss, and how many are right.</returns>
    public LossResult Evaluate(TrainingExamples examples, BatchSeen? seen = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return WithAverage(() =>
        {
            _trainer.FreezesStatistics = true;
            var sum = default(RunningLoss);
            int[] order = [.. Enumerable.Range(0, examples.Count)];
            for (var begin = 0; begin < order.Length; begin += _settings.BatchSize)
            {
                var batch = new ArraySegment<int>(order, begin, Math.Min(_settings.BatchSize, order.Length - begin));
                _trainer.Images = batch.Count;
                examples.Read(batch, 0, _trainer.Input());
                _trainer.RunForward();
                sum.Add(examples.Loss(batch, 0, _trainer.Output(), _trainer.OutputGradient()));
                seen?.Invoke(batch, _trainer.Output());
            }

            _trainer.FreezesStatistics = _settings.FreezesStatistics;
            return sum.Result;
        });
    }

    /// <summary>Writes the weights as safetensors, under PyTorch's names: the average where there is one.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="metadata">Texts for the file's metadata, or null.</param>
    public void WriteWeights(Stream stream, IReadOnlyDictionary<string, string>? metadata = null) => WithAverage(() =>
    {
        _trainer.Write(stream, metadata);
        return 0;
    });

    /// <summary>Does something while the trainer's values are the average, where there is one.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="action">What is done.</param>
    public T WithAverage<T>(Func<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (_average is null)
        {
            return action();
        }

        var values = _trainer.Values.ToArray();
        _average.Values.CopyTo(_trainer.Values);
        try
        {
            return action();
        }
        finally
        {
            values.CopyTo(_trainer.Values);
        }
    }

    /// <summary>Writes all that is needed to go on with the same bits. A file of it is best replaced as a whole: <see cref="AtomicFile"/>.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <exception cref="TrainingDivergedException">A weight is no finite number.</exception>
    public void WriteCheckpoint(Stream stream)
    {
        foreach (var value in _trainer.Values)
        {
            if (!float.IsFinite(value))
            {
                throw new TrainingDivergedException($"a weight became {value} in epoch {_history.Count + 1}; a smaller rate may help.");
            }
        }

        _optimizer.Prepare(_trainer.Values.Length);
        Checkpoint.Write(
            stream,
            new CheckpointHeader(Parts(), Steps, _optimizer.Steps, _average?.Steps ?? 0, _soFar.Sum, _soFar.Correct, _soFar.Count, _history),
            Arrays());
    }

    /// <summary>Goes on where a checkpoint was written.</summary>
    /// <param name="stream">The checkpoint.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of other settings, examples or weights: the message says which.</exception>
    public void ReadCheckpoint(Stream stream)
    {
        _optimizer.Prepare(_trainer.Values.Length);
        var header = Checkpoint.Read(stream, Parts(), Arrays(), out var read);
        foreach (var (array, values) in Arrays().Zip(read))
        {
            values.CopyTo(array.Span);
        }

        read[0].CopyTo(_trainer.Values);
        _optimizer.Restore(header.OptimizerSteps);
        _average?.Restore(header.AverageSteps);
        Steps = header.Steps;
        _soFar = new RunningLoss { Sum = header.LossSum, Correct = header.Correct, Count = header.Count };
        _history.Clear();
        _stopping = new EarlyStopping(_settings.Patience ?? int.MaxValue);
        foreach (var result in header.History)
        {
            Add(result);
        }
    }

    private static IReadOnlyList<TrainedTensor> TrainedOf(NetworkTrainer trainer, IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            return trainer.Parameters;
        }

        var unknown = names.Except(trainer.Parameters.Select(tensor => tensor.Name), StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? [.. trainer.Parameters.Where(tensor => names.Contains(tensor.Name))]
            : throw new ArgumentException($"{string.Join(", ", unknown)} is no tensor of the network that can be trained.", nameof(names));
    }

    private void Add(EpochResult result)
    {
        _history.Add(result);
        Best = _stopping.Add(result.Measure(_settings.IsBestByAccuracy)) ? result : Best;
    }

    private void Step(ArraySegment<int> batch, ReadOnlySpan<float> inputs, int epoch)
    {
        _trainer.FreezesStatistics = _settings.FreezesStatistics;
        _trainer.Images = batch.Count;
        inputs.CopyTo(_trainer.Input());
        _trainer.RunForward(SplitMix64.Mix(_settings.Seed ^ SplitMix64.Mix((ulong)Steps + 1)));
        var loss = _examples.Loss(batch, epoch, _trainer.Output(), _trainer.OutputGradient());
        if (!double.IsFinite(loss.Loss))
        {
            throw new TrainingDivergedException(
                $"the loss is {loss.Loss} at step {Steps - (epoch * StepsOfAnEpoch) + 1} of epoch {epoch + 1}; "
                    + "a smaller rate may help, or a limit to the norm.");
        }

        _trainer.RunBackward();
        if (_settings.ClippedNorm is { } limit)
        {
            GradientClipping.ByGlobalNorm(_trainer, limit);
        }

        _optimizer.Step(_trainer.Values, _trainer.Gradients, _trained, _settings.Rate.At(Steps));
        _trainer.UpdateStatistics(_settings.StatisticsMomentum, _settings.HasUnbiasedVariance);
        _average?.Update(_trainer.Values);
        _soFar.Add(loss);
        Steps++;
    }

    private Dictionary<string, string> Parts() => _settings.Parts
        .Append(("examples", $"{_examples.Count}"))
        .Append(("optimiser", _optimizer.DisplayText))
        .Append(("tensors", string.Join(' ', _trainer.Parameters.Select(tensor => $"{tensor.Name}[{string.Join(',', tensor.Shape)}]"))))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>All numbers that steps change: first the weights.</summary>
    private List<Memory<float>> Arrays() =>
        [_trainer.Values.ToArray(), .. _optimizer.State.Select(state => state.AsMemory()), .. _average is null ? [] : new[] { _average.State }];
}

/// <summary>Is given a batch that was measured.</summary>
/// <param name="examples">The numbers of its examples.</param>
/// <param name="outputs">The network's output for one example after the other.</param>
public delegate void BatchSeen(IReadOnlyList<int> examples, ReadOnlySpan<float> outputs);
