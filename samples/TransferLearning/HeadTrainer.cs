namespace MobileNetGen.Samples.TransferLearning;

/// <summary>A layer: a row of weights and a bias for each class.</summary>
internal sealed record HeadWeights(float[][] Rows, float[] Biases);

/// <summary>
/// Trains the head: softmax regression by gradient descent on all examples at once. A few seconds replace hours, since the backbone stays
/// as it is.
/// </summary>
internal static class HeadTrainer
{
    private const int Steps = 400;
    private const double Rate = 0.5;

    /// <summary>How strongly weights are drawn to zero: there are more of them than examples.</summary>
    private const double Decay = 1e-3;

    public static HeadWeights Train(IReadOnlyList<Example> examples, int classes)
    {
        var scale = Scale(examples);
        var length = scale.Length;
        var rows = new double[classes][];
        var biases = new double[classes];
        for (var row = 0; row < classes; row++)
        {
            rows[row] = new double[length];
        }

        for (var step = 0; step < Steps; step++)
        {
            var (slopes, biasSlopes) = (rows.Select(row => Array.ConvertAll(row, weight => Decay * weight)).ToArray(), new double[classes]);
            foreach (var example in examples)
            {
                var errors = Probabilities(rows, biases, scale, example.Embedding);
                errors[example.Class] -= 1;
                for (var row = 0; row < classes; row++)
                {
                    var error = errors[row] / examples.Count;
                    biasSlopes[row] += error;
                    for (var index = 0; index < length; index++)
                    {
                        slopes[row][index] += error * scale[index] * example.Embedding[index];
                    }
                }
            }

            for (var row = 0; row < classes; row++)
            {
                biases[row] -= Rate * biasSlopes[row];
                for (var index = 0; index < length; index++)
                {
                    rows[row][index] -= Rate * slopes[row][index];
                }
            }
        }

        // Scaling is linear, so that it goes into the weights and the network needs none.
        return new HeadWeights(
            [.. rows.Select(row => row.Select((weight, index) => (float)(weight * scale[index])).ToArray())],
            Array.ConvertAll(biases, bias => (float)bias));
    }

    /// <summary>The share of examples whose class gets the highest score.</summary>
    public static double Accuracy(HeadWeights head, IReadOnlyList<Example> examples) =>
        examples.Average(example => Best(head, example.Embedding) == example.Class ? 1.0 : 0.0);

    private static int Best(HeadWeights head, float[] embedding)
    {
        var scores = head.Rows.Zip(head.Biases, (row, bias) => bias + row.Zip(embedding, (weight, value) => weight * value).Sum()).ToArray();
        return Ranking.Top(scores, 1)[0].Index;
    }

    /// <summary>One over the deviation of each element, so that none learns faster than the others.</summary>
    private static double[] Scale(IReadOnlyList<Example> examples)
    {
        var scale = new double[examples[0].Embedding.Length];
        for (var index = 0; index < scale.Length; index++)
        {
            var mean = examples.Average(example => (double)example.Embedding[index]);
            var variance = examples.Average(example => Math.Pow(example.Embedding[index] - mean, 2));
            scale[index] = 1 / Math.Sqrt(variance + 1e-4);
        }

        return scale;
    }

    private static double[] Probabilities(double[][] rows, double[] biases, double[] scale, float[] embedding)
    {
        var scores = new double[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            scores[row] = biases[row];
            for (var index = 0; index < embedding.Length; index++)
            {
                scores[row] += rows[row][index] * scale[index] * embedding[index];
            }
        }

        var highest = scores.Max();
        var powers = Array.ConvertAll(scores, score => Math.Exp(score - highest));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
