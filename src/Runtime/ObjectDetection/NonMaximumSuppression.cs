namespace MobileNetGen.ObjectDetection;

/// <summary>Keeps of boxes that overlap the one with the best score.</summary>
public static class NonMaximumSuppression
{
    /// <summary>
    /// Takes boxes from the best score to the worst and leaves out those that overlap one taken before by more than <paramref name="threshold"/>.
    /// Of equal scores the lower index comes first, and NaN comes last, so that the answer does not depend on how sorting works.
    /// </summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="scores">A score for each.</param>
    /// <param name="threshold">The largest intersection over union of two boxes that are both kept.</param>
    /// <param name="maxCount">How many are kept at most.</param>
    /// <returns>The kept boxes' indices, best first.</returns>
    /// <exception cref="ArgumentException">There are not as many scores as boxes.</exception>
    public static int[] Select(ReadOnlySpan<Box> boxes, ReadOnlySpan<float> scores, float threshold, int maxCount = int.MaxValue)
    {
        if (boxes.Length != scores.Length)
        {
            throw new ArgumentException($"{scores.Length} scores do not fit {boxes.Length} boxes; one for each is accepted.", nameof(scores));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(maxCount);
        var order = new Prediction[scores.Length];
        Ranking.Top(scores, order);
        var kept = new List<int>();
        foreach (var (candidate, _) in order)
        {
            if (kept.Count == maxCount)
            {
                break;
            }

            if (!OverlapsAny(boxes, kept, candidate, threshold))
            {
                kept.Add(candidate);
            }
        }

        return [.. kept];
    }

    private static bool OverlapsAny(ReadOnlySpan<Box> boxes, List<int> kept, int candidate, float threshold)
    {
        foreach (var index in kept)
        {
            if (boxes[index].IntersectionOverUnion(boxes[candidate]) > threshold)
            {
                return true;
            }
        }

        return false;
    }
}
