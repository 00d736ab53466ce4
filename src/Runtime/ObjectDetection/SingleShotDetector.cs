using System.Collections.Immutable;
using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;

namespace MobileNetGen.ObjectDetection;

/// <summary>
/// What follows a single-shot detector's network: softmax over the classes of each default box, the boxes that are likely enough,
/// and for each class non-maximum suppression. Liu et al., arXiv:1512.02325, section 2.2; the steps and defaults of torchvision's
/// <c>SSD.postprocess_detections</c>.
/// </summary>
public sealed class SingleShotDetector
{
    private readonly ImmutableArray<Box> _anchors;
    private readonly int _classes;

    /// <summary>A detector with default boxes.</summary>
    /// <param name="anchors">The default boxes, in the order of the network's outputs: see <see cref="AnchorLevel.Generate"/>.</param>
    /// <param name="classes">Classes of each box, the background, which is class 0, included.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class but the background.</exception>
    public SingleShotDetector(ImmutableArray<Box> anchors, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (_anchors, _classes) = (anchors, classes);
    }

    /// <summary>Turns regressions into boxes.</summary>
    public BoxDecoder Decoder { get; init; } = new();

    /// <summary>Probabilities at or below it are none.</summary>
    public float ScoreThreshold { get; init; } = 0.01f;

    /// <summary>The largest overlap of two boxes of one class.</summary>
    public float OverlapThreshold { get; init; } = 0.45f;

    /// <summary>The likeliest boxes of a class that non-maximum suppression looks at.</summary>
    public int MaxCandidatesPerClass { get; init; } = 400;

    /// <summary>Things found at most.</summary>
    public int MaxDetections { get; init; } = 200;

    /// <summary>Finds things in what a network made of an image.</summary>
    /// <param name="logits">For each default box a number a class.</param>
    /// <param name="regressions">For each default box four numbers.</param>
    /// <returns>The likeliest first; of equal ones the lower class, then the lower default box.</returns>
    /// <exception cref="ArgumentException">A length does not fit the default boxes.</exception>
    public Detection[] Detect(ReadOnlySpan<float> logits, ReadOnlySpan<float> regressions)
    {
        Lengths.Check(logits.Length, (long)_anchors.Length * _classes, "the logits", nameof(logits));
        Lengths.Check(regressions.Length, 4L * _anchors.Length, "the regressions", nameof(regressions));
        var boxes = new Box[_anchors.Length];
        for (var index = 0; index < boxes.Length; index++)
        {
            boxes[index] = Decoder.Decode(_anchors[index], regressions.Slice(4 * index, 4)).Clipped();
        }

        var probabilities = Probabilities(logits);
        var found = new List<Detection>();
        for (var category = 1; category < _classes; category++)
        {
            AddClass(category, probabilities, boxes, found);
        }

        var scores = found.Select(candidate => candidate.Score).ToArray();
        return [.. Ranking.Top(scores, MaxDetections).Select(best => found[best.Index])];
    }

    private void AddClass(int category, float[] probabilities, Box[] boxes, List<Detection> found)
    {
        var scores = new float[boxes.Length];
        for (var index = 0; index < scores.Length; index++)
        {
            scores[index] = probabilities[(index * _classes) + category];
        }

        var likely = Ranking.Top(scores, MaxCandidatesPerClass).Where(candidate => candidate.Score > ScoreThreshold).ToArray();
        var kept = NonMaximumSuppression.Select(
            [.. likely.Select(candidate => boxes[candidate.Index])],
            [.. likely.Select(candidate => candidate.Score)],
            OverlapThreshold);
        found.AddRange(kept.Select(index => new Detection(category, likely[index].Score, boxes[likely[index].Index])));
    }

    /// <summary>Softmax over the classes of each default box, with sums from the first class to the last.</summary>
    private float[] Probabilities(ReadOnlySpan<float> logits)
    {
        var probabilities = new float[logits.Length];
        for (var start = 0; start < logits.Length; start += _classes)
        {
            var classes = logits.Slice(start, _classes);
            var result = probabilities.AsSpan(start, _classes);
            var largest = float.NegativeInfinity;
            foreach (var value in classes)
            {
                largest = Math.Max(largest, value);
            }

            var sum = 0f;
            for (var index = 0; index < _classes; index++)
            {
                result[index] = Exponential.Exp(classes[index] - largest);
                sum += result[index];
            }

            for (var index = 0; index < _classes; index++)
            {
                result[index] /= sum;
            }
        }

        return probabilities;
    }
}
