using System.Collections.Immutable;

namespace MobileNetGen.CompilerServices;

/// <summary>What an engine must know of a generated network.</summary>
public sealed class NetworkLayout
{
    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Elements of each input.</summary>
    public required ImmutableArray<int> InputLengths { get; init; }

    /// <summary>Elements of each output.</summary>
    public required ImmutableArray<int> OutputLengths { get; init; }

    /// <summary>Of each input, what its integers are, or null for floats; empty where all are floats.</summary>
    public ImmutableArray<PortIntegers?> InputIntegers { get; init; } = [];

    /// <summary>Of each output, what its integers are, or null for floats; empty where all are floats.</summary>
    public ImmutableArray<PortIntegers?> OutputIntegers { get; init; } = [];

    /// <summary>Bytes of the memory for inner tensors.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>Bytes of the memory that each worker has for itself.</summary>
    public required long ScratchBytes { get; init; }

    /// <summary>How many blocks the network has.</summary>
    public required int BlockCount { get; init; }

    /// <summary>Bytes of the packed weights.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>A hash of everything that the packed weights' meaning depends on, so that those of another network are told apart.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The SHA-256 of the weights' data that the description says it was imported with, as 64 hexadecimal digits; null if it does not say.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>The weights by name, and where they are packed.</summary>
    public required ImmutableArray<WeightLayer> Weights { get; init; }

    /// <summary>The vector widths that the network has code for: all, unless the project names some in <c>MobileNetGenTiers</c>.</summary>
    public ImmutableArray<SimdTier> Tiers { get; init; } = [SimdTier.Vector512, SimdTier.Vector256, SimdTier.Vector128, SimdTier.Scalar];

    /// <summary>How pixels become the input, if the description says so.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>True if kernels read or write integers where callers may have floats, so that both are copied.</summary>
    internal bool HasIntegers => !InputIntegers.IsEmpty || !OutputIntegers.IsEmpty;

    internal PortIntegers? IntegersOfInput(int index) => InputIntegers.IsEmpty ? null : InputIntegers[index];

    internal PortIntegers? IntegersOfOutput(int index) => OutputIntegers.IsEmpty ? null : OutputIntegers[index];

    /// <summary>Bytes of an input as kernels have it.</summary>
    internal long InputBytes(int index) => (long)InputLengths[index] * (IntegersOfInput(index) is null ? sizeof(float) : 1);

    /// <summary>Bytes of an output as kernels have it.</summary>
    internal long OutputBytes(int index) => (long)OutputLengths[index] * (IntegersOfOutput(index) is null ? sizeof(float) : 1);
}
