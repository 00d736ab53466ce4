using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>
/// Weights and biases of a layer of sums as integers. Weights have a scale for each output, from −127 to 127. Where statistics are given, they are rounded
/// so that the errors of an output's weights cancel on what the layer reads (a descent over single weights along the covariances, the discrete counterpart
/// of Nagel et al., "Up or Down? Adaptive Rounding for Post-Training Quantization", 2020), and what is left of the error in the mean is taken from the
/// bias (Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", 2019).
/// </summary>
internal static class SumRounding
{
    private const int MaxWeight = 127;
    private const int MaxSweeps = 5;

    /// <summary>Biases stay far enough below 2³¹ for the sums beside them.</summary>
    public const double MaxBias = 1 << 30;

    /// <summary>Of an output's mean variance, what is added to each one: it keeps inputs that hardly vary from taking any weight.</summary>
    private const double Damping = 0.01;

    /// <param name="layer">The layer.</param>
    /// <param name="floats">Its node with weights and biases of floats.</param>
    /// <param name="node">Its node in the network of integers.</param>
    /// <param name="input">What its input's integers stand for.</param>
    /// <param name="means">Its mean patches in the network of floats; null to round each number by itself.</param>
    /// <param name="seen">What it reads in the network of integers.</param>
    public static ImportNode Round(SumLayer layer, ImportNode floats, ImportNode node, Quantisation input, double[]? means, PatchStatistics? seen)
    {
        var (weights, biases) = (floats["weight"], floats.Tensors.TryGetValue("bias", out var own) ? own.Values : new float[layer.Result.Channels]);
        var (depth, ofGroup) = (layer.Depth, layer.OutputsOfGroup);
        var (scales, integers, bias) = (new float[biases.Length], new float[weights.Length], new int[biases.Length]);
        var meansSeen = seen?.Means();
        Parallel.For(0, layer.Groups, group =>
        {
            var covariances = seen?.Covariances(group);
            Damp(covariances, depth);
            Parallel.For(group * ofGroup, (group + 1) * ofGroup, output =>
            {
                var row = weights.AsSpan(output * depth, depth);
                var scale = Scale(row, biases[output], input);
                var rounded = Nearest(row, scale);
                if (covariances is not null)
                {
                    Descend(row, scale, rounded, covariances);
                }

                var from = group * depth;
                var correction = means is null ? 0 : Correction(row, scale, rounded, means.AsSpan(from, depth), meansSeen.AsSpan(from, depth));
                scales[output] = (float)scale;
                bias[output] = (int)Math.Clamp(Math.Round((biases[output] + correction) / (input.Scale * scale)), -MaxBias, MaxBias);
                for (var index = 0; index < depth; index++)
                {
                    integers[(output * depth) + index] = rounded[index];
                }
            });
        });
        return WithBias(
            node with
            {
                Operation = WithBias(node.Operation),
                Tensors = new Dictionary<string, Tensor> { ["weight"] = floats.Tensors["weight"] with { Values = integers } },
                Integers = node.Integers! with { Weights = new WeightQuantisation(ModelElementType.Int8, scales, null) },
            },
            bias);
    }

    /// <summary>The same layer with other biases.</summary>
    public static ImportNode WithBias(ImportNode node, int[] bias) => node with
    {
        Tensors = new Dictionary<string, Tensor>(node.Tensors) { ["bias"] = Tensor.Vector([.. bias.Select(value => (float)value)]) },
        Integers = node.Integers! with { Bias = bias },
    };

    private static Operation WithBias(Operation operation) => operation switch
    {
        Convolution convolution => convolution with { Bias = true },
        Depthwise depthwise => depthwise with { Bias = true },
        GroupedConvolution grouped => grouped with { Bias = true },
        Dense dense => dense with { Bias = true },
        _ => operation,
    };

    /// <summary>The largest weight is 127; an output that hardly has weights has a scale in which its bias can be told.</summary>
    private static double Scale(ReadOnlySpan<float> row, float bias, Quantisation input)
    {
        var max = 0.0;
        foreach (var weight in row)
        {
            max = Math.Max(max, Math.Abs(weight));
        }

        return (float)Math.Max(max / MaxWeight, Math.Max(2 * Math.Abs(bias) / (input.Scale * MaxBias), RangeObserver.MinScale));
    }

    private static int[] Nearest(ReadOnlySpan<float> row, double scale)
    {
        var rounded = new int[row.Length];
        for (var index = 0; index < row.Length; index++)
        {
            rounded[index] = (int)Math.Clamp(Math.Round(row[index] / scale), -MaxWeight, MaxWeight);
        }

        return rounded;
    }

    private static void Damp(double[]? covariances, int depth)
    {
        if (covariances is null)
        {
            return;
        }

        var damping = Enumerable.Range(0, depth).Average(index => covariances[(index * depth) + index]) * Damping;
        for (var index = 0; index < depth; index++)
        {
            covariances[(index * depth) + index] += damping;
        }
    }

    /// <summary>Moves one weight after the other to where the variance of the output's error is least, until none moves.</summary>
    private static void Descend(ReadOnlySpan<float> row, double scale, int[] rounded, double[] covariances)
    {
        var (depth, gradient) = (row.Length, new double[row.Length]);
        for (var index = 0; index < depth; index++)
        {
            AddRow(gradient, covariances.AsSpan(index * depth, depth), (row[index] / scale) - rounded[index]);
        }

        for (var (sweep, hasMoved) = (0, true); sweep < MaxSweeps && hasMoved; sweep++)
        {
            hasMoved = false;
            for (var index = 0; index < depth; index++)
            {
                var variance = covariances[(index * depth) + index];
                var moved = variance > 0 ? Math.Clamp(rounded[index] + Math.Round(gradient[index] / variance), -MaxWeight, MaxWeight) : rounded[index];
                if ((int)moved != rounded[index])
                {
                    AddRow(gradient, covariances.AsSpan(index * depth, depth), rounded[index] - moved);
                    rounded[index] = (int)moved;
                    hasMoved = true;
                }
            }
        }
    }

    private static void AddRow(Span<double> sums, ReadOnlySpan<double> row, double factor)
    {
        for (var index = 0; index < sums.Length; index++)
        {
            sums[index] += row[index] * factor;
        }
    }

    /// <summary>The mean of the layer with floats on what it read there, minus that of the rounded weights on what they read.</summary>
    private static double Correction(ReadOnlySpan<float> row, double scale, int[] rounded, ReadOnlySpan<double> means, ReadOnlySpan<double> seen)
    {
        var sum = 0.0;
        for (var index = 0; index < row.Length; index++)
        {
            sum += (row[index] * means[index]) - (rounded[index] * scale * seen[index]);
        }

        return sum;
    }
}
