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
    WeightScale,
    WeightZeroPoint,
    OutputScale,
    OutputZeroPoint,
}

/// <summary>
/// A tensor that a network needs, in PyTorch's layout: outputs first; a depthwise kernel as channels, multiplier, rows, columns; a
/// transposed one as inputs, outputs of a group, rows, columns; a constant as rows, columns, channels.
/// </summary>
internal sealed record TensorSlot(string Base, TensorRole Role, ImmutableArray<int> Shape)
{
    private static readonly ImmutableArray<string> s_floats = ["F32", "F16", "BF16"];
    private static readonly ImmutableArray<string> s_kernels = ["F32", "F16", "BF16", StoredByte];
    private static readonly ImmutableArray<string> s_bytes = ["I8", "U8"];
    private static readonly ImmutableArray<string> s_sums = ["I32"];

    /// <summary>The type of integers that a file may have for a kernel of floats, with a scale for each output.</summary>
    public const string StoredByte = "I8";

    /// <summary>True for integers, false for floats.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Of integers that are made up: whether they are signed.</summary>
    public bool IsSigned { get; init; }

    /// <summary>True if a file need not have it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The types of elements that a file may have for it, as safetensors call them.</summary>
    public ImmutableArray<string> ElementTypes => (IsInteger, Role) switch
    {
        (false, TensorRole.Kernel or TensorRole.DepthwiseKernel or TensorRole.DenseKernel) => s_kernels,
        (false, _) => s_floats,
        (true, TensorRole.Bias) => s_sums,
        _ => s_bytes,
    };

    /// <summary>Of a kernel of floats that a file has as integers: their scales.</summary>
    public TensorSlot StoredScale =>
        new(Base, TensorRole.WeightScale, [Role == TensorRole.DepthwiseKernel ? Shape[0] * Shape[1] : Shape[0]]);

    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);

    public bool Equals(TensorSlot? other) => other is not null && Base == other.Base && Role == other.Role;

    public override int GetHashCode() => HashCode.Combine(Base, Role);
}

/// <summary>The tensors of a network, wherever they come from.</summary>
internal interface ITensorReader : IDisposable
{
    /// <summary>The tensor's elements in the slot's layout.</summary>
    float[] Read(TensorSlot slot);

    /// <summary>The integers of a tensor in the slot's layout.</summary>
    IntegerTensor Integers(TensorSlot slot) => new([.. Read(slot).Select(value => (int)value)], slot.IsSigned);

    /// <summary>False for an optional tensor that is not there.</summary>
    bool Has(TensorSlot slot) => true;
}

/// <summary>Integers, and whether their type has negative ones.</summary>
internal sealed record IntegerTensor(int[] Values, bool IsSigned);
