using System.Numerics;
using MobileNetGen.Training.Layers;

namespace MobileNetGen.Training.Optimisation;

/// <summary>What a batch says of the network: the mean loss and how many images it names rightly.</summary>
internal readonly record struct BatchResult(double Loss, int Correct);

/// <summary>
/// Cross entropy of softmax, with label smoothing: the right class is asked for a share of 1 − smoothing + smoothing / classes.
/// Szegedy et al., arXiv:1512.00567, section 7.
/// </summary>
internal sealed record CrossEntropy(double Smoothing)
{
    /// <param name="logits">image × class.</param>
    /// <param name="labels">The right class of each image.</param>
    /// <param name="gradient">image × class: becomes the gradient of the mean loss.</param>
    public BatchResult Apply<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var classes = logits.Length / labels.Length;
        var (loss, correct) = (0.0, 0);
        for (var image = 0; image < labels.Length; image++)
        {
            var scores = logits.Slice(image * classes, classes);
            var slopes = gradient.Slice(image * classes, classes);
            SoftmaxLayer<T>.Of(scores, slopes);
            var largest = IndexOfLargest<T>(scores);
            correct += largest == labels[image] ? 1 : 0;

            // The share of the largest score is no less than 1 / classes, so that its logarithm is exact.
            var logarithm = double.CreateTruncating(scores[largest]) - Math.Log(double.CreateTruncating(slopes[largest]));
            for (var index = 0; index < classes; index++)
            {
                var wanted = (Smoothing / classes) + (index == labels[image] ? 1 - Smoothing : 0);
                var share = double.CreateTruncating(slopes[index]);
                loss += wanted * (logarithm - double.CreateTruncating(scores[index]));
                slopes[index] = T.CreateTruncating((share - wanted) / labels.Length);
            }
        }

        return new BatchResult(loss / labels.Length, correct);
    }

    public static int IndexOfLargest<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var best = 0;
        for (var index = 1; index < scores.Length; index++)
        {
            if (scores[index] > scores[best])
            {
                best = index;
            }
        }

        return best;
    }
}
