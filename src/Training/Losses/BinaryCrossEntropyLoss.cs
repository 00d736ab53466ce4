namespace MobileNetGen.Training;

/// <summary>Cross entropy of the sigmoid of each score, for outputs that may have several labels at once: the mean over all scores.</summary>
public static class BinaryCrossEntropyLoss
{
    /// <summary>The mean loss.</summary>
    /// <param name="scores">Before the sigmoid.</param>
    /// <param name="targets">From 0 to 1, for each score.</param>
    /// <param name="gradient">Becomes how the mean loss changes with each score.</param>
    /// <returns>The loss, and how many scores are on the right side of 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LossResult Apply(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        Lengths.Check(scores, targets, gradient);
        var (loss, correct) = (0.0, 0);
        for (var index = 0; index < scores.Length; index++)
        {
            // max(x, 0) − x·t + log(1 + exp(−|x|)) has no exponential that is too large.
            double score = scores[index];
            var small = Math.Exp(-Math.Abs(score));
            loss += Math.Max(score, 0) - (score * targets[index]) + Math.Log(1 + small);
            var sigmoid = score < 0 ? small / (1 + small) : 1 / (1 + small);
            gradient[index] = (float)((sigmoid - targets[index]) / scores.Length);
            correct += score > 0 == targets[index] > 0.5 ? 1 : 0;
        }

        return new LossResult(scores.IsEmpty ? 0 : loss / scores.Length, correct, scores.Length);
    }
}
