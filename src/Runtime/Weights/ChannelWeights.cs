using System.Collections.Immutable;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>A batch normalisation that stands alone, packed as shifts, then scales.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="batchNorm">Its tensors.</param>
public sealed class ScaleShiftWeights(string name, long offset, BatchNorm batchNorm) : FloatWeights(name, offset)
{
    /// <summary>Further ones after it that are folded in, in their order.</summary>
    public ImmutableArray<BatchNorm> BatchNorms { get; init; } = [];

    internal override int PackedLength => (int)PackedLayout.Length(batchNorm.Channels, batchNorm.Channels, sizeof(float));

    internal override IEnumerable<TensorSlot> Slots => BatchNorms.Prepend(batchNorm).SelectMany(NormSlots);

    internal override void Pack(ITensorReader tensors, Span<float> packed)
    {
        var ones = new float[batchNorm.Channels];
        Array.Fill(ones, 1f);
        NormTensors[] norms = [.. BatchNorms.Prepend(batchNorm).Select(norm => NormTensors.Read(tensors, norm))];
        var folded = Folding.Fold(ones, new float[batchNorm.Channels], 1, [], norms);
        packed[..PackedLength].Clear();
        folded.Bias.CopyTo(packed);
        folded.Kernel.CopyTo(packed[PackedLayout.Align(batchNorm.Channels, sizeof(float))..]);
    }
}

/// <summary>A batch normalisation that is trained, packed as gamma, beta, mean and variance, each on cache lines of its own.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="channels">Length of each.</param>
public sealed class NormalizationWeights(string name, long offset, int channels) : FloatWeights(name, offset)
{
    internal override int PackedLength => 4 * PackedLayout.Align(channels, sizeof(float));

    internal override IEnumerable<TensorSlot> Slots => NormSlots(new BatchNorm(Name, channels, 0));

    internal override void Pack(ITensorReader tensors, Span<float> packed)
    {
        packed[..PackedLength].Clear();
        var start = 0;
        foreach (var slot in Slots)
        {
            tensors.Read(slot).CopyTo(packed[start..]);
            start += PackedLayout.Align(channels, sizeof(float));
        }
    }
}

/// <summary>A slope for each channel, of a parametric ReLU.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="channels">Slopes.</param>
public sealed class SlopeWeights(string name, long offset, int channels) : FloatWeights(name, offset)
{
    internal override int PackedLength => channels;

    internal override IEnumerable<TensorSlot> Slots => [Slope];

    private TensorSlot Slope => new(Name, TensorRole.Slope, [channels]);

    internal override void Pack(ITensorReader tensors, Span<float> packed) => tensors.Read(Slope).CopyTo(packed);
}

/// <summary>Numbers that are a map of the network.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="channels">Channels.</param>
public sealed class ConstantWeights(string name, long offset, int height, int width, int channels) : FloatWeights(name, offset)
{
    internal override int PackedLength => height * width * channels;

    internal override IEnumerable<TensorSlot> Slots => [Value];

    private TensorSlot Value => new(Name, TensorRole.Constant, [height, width, channels]);

    internal override void Pack(ITensorReader tensors, Span<float> packed) => tensors.Read(Value).CopyTo(packed);
}
