namespace MobileNetGen.Weights;

/// <summary>
/// What training begins from: kernels after He et al. (arXiv:1502.01852), by the inputs of each output; a dense layer's of
/// torchvision's deviation of 0.01, so that no class is more likely than another at first; normalisations that change nothing.
/// </summary>
internal sealed class InitialTensors(int seed) : ITensorReader
{
    private const double DenseDeviation = 0.01;
    private const float Slope = 0.25f;

    public float[] Read(TensorSlot slot)
    {
        var values = new float[slot.Length];
        switch (slot.Role)
        {
            case TensorRole.Gamma or TensorRole.Variance:
                Array.Fill(values, 1);
                break;
            case TensorRole.Slope:
                Array.Fill(values, Slope);
                break;
            case TensorRole.Kernel or TensorRole.DepthwiseKernel or TensorRole.TransposedKernel:
                Draw(values, slot, Math.Sqrt(2.0 / (slot.Role == TensorRole.DepthwiseKernel ? slot.Shape[2] * slot.Shape[3] : slot.Length / slot.Shape[0])));
                break;
            case TensorRole.DenseKernel:
                Draw(values, slot, DenseDeviation);
                break;
        }

        return values;
    }

    public bool Has(TensorSlot slot) => !slot.IsOptional;

    public void Dispose()
    {
    }

    /// <summary>Uniform numbers of that deviation, which need no function that machines compute differently.</summary>
    private void Draw(float[] values, TensorSlot slot, double deviation)
    {
        var random = new SplitMix64(SeededTensors.Seed(slot, seed));
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)(Math.Sqrt(3) * deviation * ((2 * random.NextUnit()) - 1));
        }
    }
}
