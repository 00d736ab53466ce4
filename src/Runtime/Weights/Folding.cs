namespace MobileNetGen.Weights;

/// <summary>The four tensors of a batch normalisation.</summary>
internal sealed record NormTensors(string Name, float[] Gamma, float[] Beta, float[] Mean, float[] Variance, double Epsilon)
{
    public static NormTensors Read(ITensorReader tensors, BatchNorm norm)
    {
        return new NormTensors(norm.Name, Tensor(TensorRole.Gamma), Tensor(TensorRole.Beta), Tensor(TensorRole.Mean), Tensor(TensorRole.Variance), norm.Epsilon);

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
    /// <param name="behind">Normalisations of the output, first to last.</param>
    /// <exception cref="WeightException">What is folded is no finite number: a variance below zero, or a scale out of range.</exception>
    public static (float[] Kernel, float[] Bias) Fold(float[] kernel, float[] bias, int inputs, IReadOnlyList<NormTensors> before, IReadOnlyList<NormTensors> behind)
    {
        if (before.Count + behind.Count == 0)
        {
            return (kernel, bias);
        }

        var perOutput = kernel.Length / bias.Length;
        var taps = perOutput / inputs;
        var groups = before.Count == 0 ? 1 : before[0].Gamma.Length / inputs;
        var (foldedKernel, foldedBias) = (new float[kernel.Length], new float[bias.Length]);
        for (var output = 0; output < bias.Length; output++)
        {
            double sum = bias[output];
            var row = new double[perOutput];
            for (var index = 0; index < perOutput; index++)
            {
                var channel = (output / (bias.Length / groups) * inputs) + (index / taps);
                var (inputScale, inputShift) = Compose(before, channel, 0);
                double weight = kernel[(output * perOutput) + index];
                row[index] = weight * inputScale;
                sum += weight * inputShift;
            }

            var (scale, shift) = Compose(behind, output, sum);
            foldedBias[output] = (float)shift;
            for (var index = 0; index < perOutput; index++)
            {
                foldedKernel[(output * perOutput) + index] = (float)(row[index] * scale);
            }

            if (!float.IsFinite(foldedBias[output]) || foldedKernel.AsSpan(output * perOutput, perOutput).ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw Refusal(before, behind, output);
            }
        }

        return (foldedKernel, foldedBias);
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

    private static WeightException Refusal(IReadOnlyList<NormTensors> before, IReadOnlyList<NormTensors> behind, int output)
    {
        var norm = behind.Count > 0 ? behind[^1] : before[^1];
        return behind.Count > 0
            ? new WeightException($"the batch normalisation \"{norm.Name}\" has the variance {norm.Variance[output]} and the factor {norm.Gamma[output]} at channel {output}, with which weights are no finite numbers.")
            : new WeightException($"the batch normalisation \"{norm.Name}\" makes the weights behind it, at output {output}, no finite numbers.");
    }
}
