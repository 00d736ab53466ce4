namespace MobileNetGen.Training;

/// <summary>One output's part of a cross entropy.</summary>
internal static class SoftmaxLoss
{
    /// <summary>
    /// <c>−Σ target · log softmax</c>, by the largest score and the logarithm of the sum of exponentials, so that no score is too large.
    /// </summary>
    /// <param name="scores">Of each class.</param>
    /// <param name="targets">What each class is asked for, times its weight.</param>
    /// <param name="divisor">What the gradient is divided by.</param>
    /// <param name="gradient">Becomes how the mean loss changes with each score.</param>
    public static double Apply(ReadOnlySpan<float> scores, ReadOnlySpan<double> targets, double divisor, Span<float> gradient)
    {
        double largest = scores[IndexOfLargest(scores)];
        var (sum, wanted) = (0.0, 0.0);
        for (var index = 0; index < scores.Length; index++)
        {
            sum += Math.Exp(scores[index] - largest);
            wanted += targets[index];
        }

        var logarithm = largest + Math.Log(sum);
        var loss = 0.0;
        for (var index = 0; index < scores.Length; index++)
        {
            loss += targets[index] * (logarithm - scores[index]);
            gradient[index] = (float)(((wanted * Math.Exp(scores[index] - logarithm)) - targets[index]) / divisor);
        }

        return loss;
    }

    /// <summary>The first of the largest.</summary>
    public static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var index = 1; index < values.Length; index++)
        {
            best = values[index] > values[best] ? index : best;
        }

        return best;
    }
}
