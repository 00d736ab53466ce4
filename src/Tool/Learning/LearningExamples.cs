using MobileNetGen.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>Images for a training loop: those that are learnt from, or those that are held out.</summary>
/// <param name="labelled">All images.</param>
/// <param name="numbers">Which of them these are.</param>
/// <param name="source">What the network reads of them.</param>
/// <param name="loss">What is wanted of its answers.</param>
/// <param name="mixup">The alpha of mixup; 0 for none.</param>
/// <param name="isChanged">True for images that epochs change.</param>
/// <param name="options">Seed and threads.</param>
internal sealed class LearningExamples(
    LabelledExamples labelled,
    IReadOnlyList<int> numbers,
    Inputs source,
    LearningLoss loss,
    double mixup,
    bool isChanged,
    TrainOptions options) : TrainingExamples
{
    public override int Count => numbers.Count;

    public override void Read(IReadOnlyList<int> examples, int epoch, Span<float> inputs)
    {
        var length = inputs.Length / examples.Count;
        var read = new float[examples.Count][];
        Parallel.For(0, examples.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, index =>
            read[index] = isChanged ? source.Changed(numbers[examples[index]], epoch) : source.Plain(numbers[examples[index]]));
        for (var index = 0; index < read.Length; index++)
        {
            read[index].CopyTo(inputs.Slice(index * length, length));
        }

        if (Share(examples, epoch) is { } share)
        {
            for (var index = 0; index < read.Length; index++)
            {
                var own = inputs.Slice(index * length, length);
                var other = read[^(index + 1)];
                for (var element = 0; element < length; element++)
                {
                    own[element] = (share * own[element]) + ((1 - share) * other[element]);
                }
            }
        }
    }

    public override LossResult Loss(IReadOnlyList<int> examples, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        float[][] targets = [.. examples.Select(example => labelled.Targets[numbers[example]])];
        return loss.Apply(targets, Share(examples, epoch), outputs, gradient);
    }

    /// <summary>The share that each image of a batch keeps of itself, the rest being that of another; null without mixup.</summary>
    private float? Share(IReadOnlyList<int> examples, int epoch)
    {
        if (mixup == 0 || !isChanged)
        {
            return null;
        }

        // Jöhnk's numbers of a beta distribution, Metrika 8, 1964.
        var random = new SplitMix64(SplitMix64.Mix((ulong)options.Seed) ^ SplitMix64.Mix(((ulong)epoch << 32) + (ulong)examples[0]));
        while (true)
        {
            var (left, right) = (Math.Pow(random.NextUnit(), 1 / mixup), Math.Pow(random.NextUnit(), 1 / mixup));
            if (left + right is > 0 and <= 1)
            {
                return (float)(left / (left + right));
            }
        }
    }
}
