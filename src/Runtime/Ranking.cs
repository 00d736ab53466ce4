namespace MobileNetGen;

/// <summary>A class and its score.</summary>
/// <param name="Index">Which class.</param>
/// <param name="Score">Its score.</param>
public readonly record struct Prediction(int Index, float Score);

/// <summary>A class, its name and its score.</summary>
/// <param name="Index">Which class.</param>
/// <param name="Label">Its name; empty if it has none.</param>
/// <param name="Score">Its score.</param>
public readonly record struct LabeledPrediction(int Index, string Label, float Score);

/// <summary>The best of many scores.</summary>
public static class Ranking
{
    /// <summary>Finds the best scores, best first; of equal ones the lower index comes first, and NaN comes last.</summary>
    /// <param name="scores">A score a class.</param>
    /// <param name="best">Where they go; its length says how many.</param>
    /// <returns>How many were found: the length of <paramref name="best"/>, or of <paramref name="scores"/> if that is less.</returns>
    public static int Top(ReadOnlySpan<float> scores, Span<Prediction> best)
    {
        var count = 0;
        for (var index = 0; index < scores.Length; index++)
        {
            var place = count;
            while (place > 0 && IsBetter(scores[index], best[place - 1].Score))
            {
                place--;
            }

            if (place == best.Length)
            {
                continue;
            }

            count = Math.Min(count + 1, best.Length);
            for (var move = count - 1; move > place; move--)
            {
                best[move] = best[move - 1];
            }

            best[place] = new Prediction(index, scores[index]);
        }

        return count;
    }

    /// <summary>Finds the best scores, best first.</summary>
    /// <param name="scores">A score a class.</param>
    /// <param name="count">How many at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Prediction[] Top(ReadOnlySpan<float> scores, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var best = new Prediction[Math.Min(count, scores.Length)];
        Top(scores, best.AsSpan());
        return best;
    }

    /// <summary>Finds the best scores, best first, and names their classes.</summary>
    /// <param name="scores">A score a class.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="labels">A name for each class, such as a network's <c>Labels</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentException">There are more labels than scores, or fewer.</exception>
    public static LabeledPrediction[] Top(ReadOnlySpan<float> scores, int count, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != scores.Length)
        {
            throw new ArgumentException($"{labels.Count} labels do not fit {scores.Length} scores; one for each is accepted.", nameof(labels));
        }

        return Array.ConvertAll(Top(scores, count), best => new LabeledPrediction(best.Index, labels[best.Index], best.Score));
    }

    private static bool IsBetter(float score, float than) => score > than || (float.IsNaN(than) && !float.IsNaN(score));
}
