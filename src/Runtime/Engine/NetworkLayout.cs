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
}
