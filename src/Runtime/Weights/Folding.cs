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

/// <summary>Batch normalisation as part of the weights in front, computed in double and rounded once.</summary>
internal static class Folding
{
    /// <param name="kernel">Outputs first.</param>
    /// <param name="bias">One for each output.</param>
    /// <param name="norm">Null to leave both as they are.</param>
    /// <exception cref="WeightException">What is folded is no finite number: a variance below zero, or a scale out of range.</exception>
    public static (float[] Kernel, float[] Bias) Fold(float[] kernel, float[] bias, NormTensors? norm)
    {
        if (norm is null)
        {
            return (kernel, bias);
        }

        var perOutput = kernel.Length / bias.Length;
        var foldedKernel = new float[kernel.Length];
        var foldedBias = new float[bias.Length];
        for (var output = 0; output < bias.Length; output++)
        {
            var scale = norm.Gamma[output] / Math.Sqrt(norm.Variance[output] + norm.Epsilon);
            foldedBias[output] = (float)(((bias[output] - (double)norm.Mean[output]) * scale) + norm.Beta[output]);
            for (var index = output * perOutput; index < (output + 1) * perOutput; index++)
            {
                foldedKernel[index] = (float)(kernel[index] * scale);
            }

            if (!float.IsFinite(foldedBias[output]) || foldedKernel.AsSpan(output * perOutput, perOutput).ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw new WeightException($"the batch normalisation \"{norm.Name}\" has the variance {norm.Variance[output]} and the factor {norm.Gamma[output]} at channel {output}, with which weights are no finite numbers.");
            }
        }

        return (foldedKernel, foldedBias);
    }
}
