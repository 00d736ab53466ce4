using System.Diagnostics;
using MobileNetGen.DigitTraining.Augmentation;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.Training;

namespace MobileNetGen.DigitTraining.Learning;

/// <summary>What an epoch came to, on each set that is held out too.</summary>
internal sealed record EpochRow(EpochResult Epoch, IReadOnlyList<LossResult> HeldOut, double Seconds);

/// <summary>Trains the digits' network from scratch. One seed gives the same weights on any number of threads.</summary>
internal sealed class DigitLearning : IDisposable
{
    private readonly DigitsNetwork.Trainer _trainer;
    private readonly TrainingLoop _loop;
    private readonly IReadOnlyList<Digits> _heldOut;

    public DigitLearning(LabelledImages images, IReadOnlyList<HeldOut> heldOut, Augmenter augmenter, TrainingPlan plan)
    {
        var epoch = TrainingLoop.StepsOf(images.Count, plan.BatchSize);
        _trainer = new DigitsNetwork.Trainer(
            WeightSource.CreateInitial(plan.Seed),
            new TrainerOptions { BatchSize = plan.BatchSize, MaxDegreeOfParallelism = plan.Threads });
        _heldOut = [.. heldOut.Select(set => new Digits(set.Images, augmenter: null, plan.Seed))];
        _loop = new TrainingLoop(_trainer, new Digits(images, augmenter, plan.Seed), new AdamW { WeightDecay = TrainingPlan.WeightDecay }, new TrainingSettings
        {
            Epochs = plan.Epochs,
            BatchSize = plan.BatchSize,
            Rate = new CosineRate { Peak = plan.Rate, WarmUpSteps = TrainingPlan.WarmUpEpochs * epoch, Steps = plan.Epochs * epoch },
            Seed = (ulong)plan.Seed,
        });
    }

    /// <summary>What training changes, in numbers.</summary>
    public int Parameters => _trainer.Parameters.Sum(tensor => tensor.Shape.Aggregate(1, (product, extent) => product * extent));

    /// <param name="report">Is told of each step.</param>
    public IEnumerable<EpochRow> Run(Action<StepResult> report)
    {
        while (!_loop.IsDone)
        {
            var watch = Stopwatch.StartNew();
            var epoch = _loop.RunEpoch(progress: report)!;
            yield return new EpochRow(epoch, [.. _heldOut.Select(set => _loop.Evaluate(set))], watch.Elapsed.TotalSeconds);
        }
    }

    public void Write(Stream stream, IReadOnlyDictionary<string, string> metadata) => _loop.WriteWeights(stream, metadata);

    public void Dispose() => _trainer.Dispose();
}
