using System.Collections.Immutable;

namespace MobileNetGen.Weights;

/// <summary>What a tensor is to its layer.</summary>
internal enum TensorRole
{
    Kernel,
    DepthwiseKernel,
    TransposedKernel,
    DenseKernel,
    Bias,
    Gamma,
    Beta,
    Mean,
    Variance,
    Slope,
    Constant,
}

/// <summary>
/// A tensor that a network needs, in PyTorch's layout: outputs first; a depthwise kernel as channels, multiplier, rows, columns; a
/// transposed one as inputs, outputs of a group, rows, columns; a constant as rows, columns, channels.
/// </summary>
internal sealed record TensorSlot(string Base, TensorRole Role, ImmutableArray<int> Shape)
{
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);

    public bool Equals(TensorSlot? other) => other is not null && Base == other.Base && Role == other.Role;

    public override int GetHashCode() => HashCode.Combine(Base, Role);
}

/// <summary>The tensors of a network, wherever they come from.</summary>
internal interface ITensorReader : IDisposable
{
    /// <summary>The tensor's elements in the slot's layout.</summary>
    float[] Read(TensorSlot slot);
}
