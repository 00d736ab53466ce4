using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>What is wanted of a network's answers.</summary>
/// <param name="task">What it says of an image.</param>
/// <param name="outputs">How many numbers it says.</param>
/// <param name="entropy">Of classes: the loss of their scores.</param>
internal sealed class LearningLoss(LearningTask task, int outputs, CrossEntropyLoss entropy)
{
    /// <param name="targets">Of each image of a batch.</param>
    /// <param name="share">Of mixup: what each image keeps of itself.</param>
    /// <param name="scores">image × output.</param>
    /// <param name="gradient">Becomes how the mean loss changes with each score.</param>
    public LossResult Apply(float[][] targets, float? share, ReadOnlySpan<float> scores, Span<float> gradient)
    {
        if (task == LearningTask.Classes && share is null)
        {
            return entropy.Apply(scores, [.. targets.Select(target => (int)target[0])], gradient);
        }

        var wanted = new float[scores.Length];
        for (var image = 0; image < targets.Length; image++)
        {
            Add(targets[image], share ?? 1, wanted.AsSpan(image * outputs, outputs));
            Add(targets[^(image + 1)], 1 - (share ?? 1), wanted.AsSpan(image * outputs, outputs));
        }

        return task switch
        {
            LearningTask.Classes => entropy.Apply(scores, wanted, outputs, gradient),
            LearningTask.Labels => BinaryCrossEntropyLoss.Apply(scores, wanted, gradient),
            _ => MeanSquaredLoss.Apply(scores, wanted, gradient),
        };
    }

    private void Add(float[] target, float share, Span<float> wanted)
    {
        if (task == LearningTask.Classes)
        {
            wanted[(int)target[0]] += share;
            return;
        }

        for (var index = 0; index < wanted.Length; index++)
        {
            wanted[index] += share * target[index];
        }
    }
}
