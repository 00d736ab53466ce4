using System.Collections.Immutable;

namespace MobileNetGen.AspNetCore;

/// <summary>What a model takes and gives.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
public sealed record ModelSignature(ImmutableArray<TensorSpec> Inputs, ImmutableArray<TensorSpec> Outputs)
{
    /// <summary>What runs the model, as the metadata say it.</summary>
    public string Platform { get; init; } = "mobilenetgen";

    /// <summary>
    /// The most that the first extent of inputs may be, where it counts examples of a batch, of which there must then be at least one;
    /// null where the first extent is as any other.
    /// </summary>
    public int? MaxBatch { get; init; }
}
