using MobileNetGen.DigitTraining.Augmentation;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Learning;

/// <summary>Images for the training loop.</summary>
/// <param name="images">What is learnt from, or measured on.</param>
/// <param name="augmenter">What is done to images before; null for nothing.</param>
/// <param name="seed">What changes are drawn from, with the epoch and the image's number.</param>
internal sealed class Digits(LabelledImages images, Augmenter? augmenter, int seed) : TrainingExamples
{
    private readonly CrossEntropyLoss _loss = new() { Smoothing = augmenter is null ? 0 : TrainingPlan.Smoothing };

    public override int Count => images.Count;

    public override void Read(IReadOnlyList<int> examples, int epoch, Span<float> inputs)
    {
        for (var index = 0; index < examples.Count; index++)
        {
            var image = images.Pixels[examples[index]];
            var target = inputs.Slice(index * image.Length, image.Length);
            if (augmenter is null)
            {
                image.CopyTo(target);
            }
            else
            {
                augmenter.Apply(SplitMix64.For(seed, epoch, examples[index]), image, target);
            }
        }
    }

    public override LossResult Loss(IReadOnlyList<int> examples, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient) =>
        _loss.Apply(outputs, [.. examples.Select(example => images.Labels[example])], gradient);
}
