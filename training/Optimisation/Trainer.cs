using MobileNetGen.Training.Augmentation;
using MobileNetGen.Training.Data;
using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;

namespace MobileNetGen.Training.Optimisation;

/// <summary>How a network is trained.</summary>
internal sealed record TrainingPlan(
    int Epochs,
    int BatchSize,
    OptimiserKind Optimiser,
    double Rate,
    int WarmUpEpochs,
    double WeightDecay,
    double Smoothing,
    int Seed,
    int Threads);

internal enum OptimiserKind
{
    Sgd,
    Adam,
}

/// <summary>Loss and share of right answers over a set of images.</summary>
internal readonly record struct Measurement(double Loss, double Accuracy);

/// <summary>What one pass over the training images came to; one held-out measurement for each set.</summary>
internal sealed record EpochResult(int Epoch, double Rate, Measurement Training, IReadOnlyList<Measurement> HeldOut, double Seconds);

/// <summary>Trains a network. With one seed it gives the same weights on any number of threads.</summary>
internal sealed class Trainer(TrainableNetwork<float> network, TrainingPlan plan)
{
    private readonly Chunks _chunks = new(plan.Threads);
    private readonly CrossEntropy _loss = new(plan.Smoothing);
    private int _step;

    /// <param name="images">What is learnt from.</param>
    /// <param name="heldOut">What is measured after each epoch.</param>
    /// <param name="augmenter">What is done to images before they are learnt from.</param>
    /// <param name="report">Called after each batch with the epochs done, fractions included, and the loss of the batch.</param>
    public IEnumerable<EpochResult> Run(LabelledImages images, IReadOnlyList<HeldOut> heldOut, Augmenter augmenter, Action<double, double> report)
    {
        var batches = images.Count / plan.BatchSize;
        var schedule = new CosineSchedule(plan.Rate, plan.WarmUpEpochs * batches, plan.Epochs * batches);
        Optimiser optimiser = plan.Optimiser == OptimiserKind.Adam ? new Adam(plan.WeightDecay) : new Sgd(momentum: 0.9, plan.WeightDecay);
        for (var epoch = 1; epoch <= plan.Epochs; epoch++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var order = SplitMix64.For(plan.Seed, epoch).Permutation(images.Count);
            var (loss, correct) = (0.0, 0);
            for (var batch = 0; batch < batches; batch++)
            {
                var result = Learn(images, order.AsMemory(batch * plan.BatchSize, plan.BatchSize), augmenter, optimiser, schedule.At(_step));
                loss += result.Loss;
                correct += result.Correct;
                report(epoch - 1 + ((batch + 1.0) / batches), result.Loss);
            }

            var training = new Measurement(loss / batches, (double)correct / (batches * plan.BatchSize));
            yield return new EpochResult(epoch, schedule.At(_step - 1), training, [.. heldOut.Select(set => Measure(set.Images))], watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Loss and accuracy without augmentation, with the running statistics.</summary>
    public Measurement Measure(LabelledImages images)
    {
        var (loss, correct) = (0.0, 0);
        for (var begin = 0; begin < images.Count; begin += plan.BatchSize)
        {
            var count = Math.Min(plan.BatchSize, images.Count - begin);
            for (var image = 0; image < count; image++)
            {
                images.Pixels[begin + image].CopyTo(network.Pixels.Image(image, network.InputLength));
            }

            network.Forward(new Batch(count, Training: false, _step, _chunks));
            var result = Loss(count, [.. images.Labels.Skip(begin).Take(count)]);
            loss += result.Loss * count;
            correct += result.Correct;
        }

        return new Measurement(loss / images.Count, (double)correct / images.Count);
    }

    private BatchResult Learn(LabelledImages images, ReadOnlyMemory<int> chosen, Augmenter augmenter, Optimiser optimiser, double rate)
    {
        _chunks.ForEach(chosen.Length, (_, begin, end) =>
        {
            for (var image = begin; image < end; image++)
            {
                augmenter.Apply(
                    SplitMix64.For(plan.Seed, 1, _step, image),
                    images.Pixels[chosen.Span[image]],
                    network.Pixels.Image(image, network.InputLength));
            }
        });
        var batch = new Batch(chosen.Length, Training: true, _step, _chunks);
        network.Forward(batch);
        var result = Loss(chosen.Length, [.. chosen.ToArray().Select(index => images.Labels[index])]);
        network.Backward(batch);
        optimiser.Step(network.Parameters, rate);
        _step++;
        return result;
    }

    private BatchResult Loss(int count, int[] labels) => _loss.Apply<float>(
        network.Logits.AsSpan(0, count * network.Classes),
        labels,
        network.LogitsGradient.AsSpan(0, count * network.Classes));
}
