using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>The four tensors of a batch normalisation.</summary>
internal sealed record NormTensors(string Name, float[] Gamma, float[] Beta, float[] Mean, float[] Variance, double Epsilon)
{
    public static NormTensors Read(ITensorReader tensors, BatchNorm norm)
    {
        return new NormTensors(
            norm.Name,
            Tensor(TensorRole.Gamma),
            Tensor(TensorRole.Beta),
            Tensor(TensorRole.Mean),
            Tensor(TensorRole.Variance),
            norm.Epsilon);

        float[] Tensor(TensorRole role) => tensors.Read(new TensorSlot(norm.Name, role, [norm.Channels]));
    }
}

/// <summary>Batch normalisations as part of the weights beside them, computed in double and rounded once.</summary>
internal static class Folding
{
    /// <param name="kernel"><c>[output][input of its group][tap]</c>.</param>
    /// <param name="bias">One for each output.</param>
    /// <param name="inputs">Input channels that each output is made of.</param>
    /// <param name="before">Normalisations of the input, first to last.</param>
    /// <param name="after">Normalisations of the output, first to last.</param>
    /// <exception cref="WeightException">What is folded is no finite number: a variance below zero, or a scale out of range.</exception>
    public static (float[] Kernel, float[] Bias) Fold(
        float[] kernel,
        float[] bias,
        int inputs,
        IReadOnlyList<NormTensors> before,
        IReadOnlyList<NormTensors> after)
    {
        if (before.Count + after.Count == 0)
        {
            return (kernel, bias);
        }

        var perOutput = kernel.Length / bias.Length;
        var groups = before.Count == 0 ? 1 : before[0].Gamma.Length / inputs;
        var read = Enumerable.Range(0, groups * inputs).Select(channel => Compose(before, channel, 0)).ToArray();
        var (foldedKernel, foldedBias) = (new float[kernel.Length], new float[bias.Length]);
        for (var output = 0; output < bias.Length; output++)
        {
            var group = read.AsSpan(output / (bias.Length / groups) * inputs, inputs);
            var own = kernel.AsSpan(output * perOutput, perOutput);
            var folded = foldedKernel.AsSpan(output * perOutput, perOutput);
            var (scale, shift) = Compose(after, output, before.Count == 0 ? bias[output] : Shifted(bias[output], own, group));
            foldedBias[output] = (float)shift;
            Scale(own, group, scale, folded);
            if (!float.IsFinite(foldedBias[output]) || folded.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw Refusal(before, after, output);
            }
        }

        return (foldedKernel, foldedBias);
    }

    /// <summary>A bias with what the shifts of the input's channels add up to.</summary>
    /// <param name="sum">The bias.</param>
    /// <param name="row">An output's weights: <c>[channel][tap]</c>.</param>
    /// <param name="channels">What normalisations make of each channel.</param>
    private static double Shifted(double sum, ReadOnlySpan<float> row, ReadOnlySpan<(double Scale, double Shift)> channels)
    {
        var taps = row.Length / channels.Length;
        for (var index = 0; index < row.Length; index++)
        {
            sum += row[index] * channels[index / taps].Shift;
        }

        return sum;
    }

    /// <inheritdoc cref="Shifted"/>
    private static void Scale(ReadOnlySpan<float> row, ReadOnlySpan<(double Scale, double Shift)> channels, double scale, Span<float> scaled)
    {
        var taps = row.Length / channels.Length;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var own = channels[channel].Scale;
            for (var index = channel * taps; index < (channel + 1) * taps; index++)
            {
                scaled[index] = (float)(row[index] * own * scale);
            }
        }
    }

    /// <summary>The factor of normalisations one after the other, and what they make of a channel's value <paramref name="shift"/>.</summary>
    private static (double Scale, double Shift) Compose(IReadOnlyList<NormTensors> norms, int channel, double shift)
    {
        var scale = 1.0;
        foreach (var norm in norms)
        {
            var own = norm.Gamma[channel] / Math.Sqrt(norm.Variance[channel] + norm.Epsilon);
            scale *= own;
            shift = ((shift - norm.Mean[channel]) * own) + norm.Beta[channel];
        }

        return (scale, shift);
    }

    private static WeightException Refusal(IReadOnlyList<NormTensors> before, IReadOnlyList<NormTensors> after, int output)
    {
        var norm = after.Count > 0 ? after[^1] : before[^1];
        return after.Count > 0
            ? new WeightException($"the batch normalisation \"{norm.Name}\" has the variance {norm.Variance[output]} and the factor "
                + $"{norm.Gamma[output]} at channel {output}, with which weights are no finite numbers.")
            : new WeightException($"the batch normalisation \"{norm.Name}\" makes the weights after it, at output {output}, no finite numbers.");
    }
}
