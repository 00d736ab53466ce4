using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>A batch normalisation's tensors.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Channels">Length of each.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNorm(string Name, int Channels, double Epsilon);

/// <summary>The weights of one layer, and where they are packed.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
public abstract class WeightLayer(string name, long offset)
{
    /// <summary>The base of their names.</summary>
    public string Name { get; } = name;

    /// <summary>Where they start in the packed weights, in bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>Bytes of the packed form.</summary>
    public long PackedBytes => Size;

    /// <inheritdoc cref="PackedBytes"/>
    internal abstract long Size { get; }

    /// <summary>The tensors that a file must have for the layer.</summary>
    internal abstract IEnumerable<TensorSlot> Slots { get; }

    /// <summary>Folds and packs what <paramref name="tensors"/> reads.</summary>
    /// <param name="tensors">The network's tensors.</param>
    /// <param name="packed">As many bytes as the packed form has.</param>
    internal abstract void Pack(ITensorReader tensors, Span<byte> packed);
}

/// <summary>A layer whose packed weights are floats.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
public abstract class FloatWeights(string name, long offset) : WeightLayer(name, offset)
{
    internal override long Size => (long)PackedLength * sizeof(float);

    /// <summary>Floats of the packed form.</summary>
    internal abstract int PackedLength { get; }

    internal override void Pack(ITensorReader tensors, Span<byte> packed) => Pack(tensors, MemoryMarshal.Cast<byte, float>(packed));

    /// <summary>Folds and packs what <paramref name="tensors"/> reads.</summary>
    internal abstract void Pack(ITensorReader tensors, Span<float> packed);

    private protected static IEnumerable<TensorSlot> NormSlots(BatchNorm norm) =>
    [
        new TensorSlot(norm.Name, TensorRole.Gamma, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Beta, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Mean, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Variance, [norm.Channels]),
    ];
}
