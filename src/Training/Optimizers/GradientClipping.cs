namespace MobileNetGen.Training;

/// <summary>Keeps steps from becoming too large.</summary>
public static class GradientClipping
{
    /// <summary>Added to the norm, as PyTorch does.</summary>
    private const double TorchEpsilon = 1e-6;

    /// <summary>Shrinks all gradients by one factor where their common norm is above a limit: PyTorch's <c>min(1, limit / (norm + 1e-6))</c>.</summary>
    /// <param name="trainer">The trainer, after its backward pass.</param>
    /// <param name="limit">The largest norm, above 0.</param>
    /// <param name="isExact">True for TensorFlow's <c>limit / max(norm, limit)</c>.</param>
    /// <returns>The norm that the gradients had.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public static double ByGlobalNorm(NetworkTrainer trainer, double limit, bool isExact = false)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (!(limit > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "a norm above 0 is accepted.");
        }

        // What lies between tensors is 0.
        var gradients = trainer.Gradients;
        var squares = 0.0;
        foreach (var gradient in gradients)
        {
            squares += (double)gradient * gradient;
        }

        var norm = Math.Sqrt(squares);
        var factor = (float)(isExact ? limit / Math.Max(norm, limit) : Math.Min(1, limit / (norm + TorchEpsilon)));
        if (factor != 1)
        {
            foreach (ref var gradient in gradients)
            {
                gradient *= factor;
            }
        }

        return norm;
    }
}
