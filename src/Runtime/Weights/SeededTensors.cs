using System.Text;

namespace MobileNetGen.Weights;

/// <summary>
/// Tensors from a generator of our own: kernels after He et al. (arXiv:1502.01852), batch-norm statistics as trained networks have them.
/// Each tensor is seeded by its name, so that the order of reading does not matter.
/// </summary>
internal sealed class SeededTensors(int seed) : ITensorReader
{
    public float[] Read(TensorSlot slot)
    {
        var random = new SplitMix64(Seed(slot, seed));
        var values = new float[slot.Length];
        var fanIn = slot.Role == TensorRole.DepthwiseKernel ? slot.Shape[2] * slot.Shape[3] : slot.Length / slot.Shape[0];
        var (low, high) = slot.Role switch
        {
            TensorRole.Gamma => (0.8, 1.2),
            TensorRole.Beta => (-0.2, 0.2),
            TensorRole.Mean => (-0.3, 0.3),
            TensorRole.Variance => (0.5, 1.5),
            TensorRole.Slope => (0, 0.5),
            TensorRole.Constant => (-1, 1),
            TensorRole.Bias => (-0.1, 0.1),
            TensorRole.WeightScale => (0.5 / sbyte.MaxValue, 1.5 / sbyte.MaxValue),
            TensorRole.OutputScale => (0.02, 0.04),

            // A uniform number of this range has the variance 2 / fan-in.
            _ => (-Math.Sqrt(6.0 / fanIn), Math.Sqrt(6.0 / fanIn)),
        };
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)(low + ((high - low) * random.NextUnit()));
        }

        return values;
    }

    public bool Has(TensorSlot slot) => !slot.IsOptional;

    /// <summary>Kernels that use all integers, and zero points in the middle.</summary>
    public IntegerTensor Integers(TensorSlot slot)
    {
        var random = new SplitMix64(Seed(slot, seed));
        var middle = slot.IsSigned ? 0 : 128;
        var reach = slot.Role switch { TensorRole.OutputZeroPoint => 8, TensorRole.Bias => 1024, _ => 127 };
        var values = new int[slot.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (slot.Role == TensorRole.Bias ? 0 : middle) + (int)Math.Round(((2 * random.NextUnit()) - 1) * reach);
        }

        return new IntegerTensor(values, slot.IsSigned);
    }

    public void Dispose()
    {
    }

    /// <summary>FNV-1a over the name, the role and the seed.</summary>
    internal static ulong Seed(TensorSlot slot, int seed)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in Encoding.UTF8.GetBytes($"{slot.Base}/{(int)slot.Role}/{seed}"))
        {
            hash = (hash ^ part) * 1099511628211UL;
        }

        return hash;
    }
}
