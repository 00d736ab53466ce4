using System.Collections.Immutable;
using MobileNetGen.Simd;

namespace MobileNetGen;

/// <summary>An input or output: <paramref name="Height"/> × <paramref name="Width"/> pixels of <paramref name="Channels"/> floats, channels innermost.</summary>
/// <param name="Name">Its name in the description.</param>
/// <param name="Height">Rows of pixels; 1 for a vector.</param>
/// <param name="Width">Columns of pixels; 1 for a vector.</param>
/// <param name="Channels">Floats of a pixel, or of the vector.</param>
public sealed record TensorInfo(string Name, int Height, int Width, int Channels)
{
    /// <summary>Floats in all.</summary>
    public int Length => Height * Width * Channels;
}

/// <summary>A layer with what was folded into it.</summary>
/// <param name="Name">Its name, as its weights have it.</param>
/// <param name="Kind">What it does, with its geometry.</param>
/// <param name="Output">Height, width and channels of what it makes.</param>
/// <param name="Parameters">All parameters, those of a folded batch normalisation included.</param>
/// <param name="NonTrainable">Parameters that are statistics.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run.</param>
/// <param name="Padding">The padding with its numbers: top, bottom, left, right.</param>
/// <param name="Activation">The activation in its epilogue, or an empty text.</param>
/// <param name="Folded">Names of the layers that it does the work of, besides its own.</param>
/// <param name="Memory">Where its output lies: <c>input</c> or <c>output</c> with its number, or <c>arena</c> with its first byte there.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    (int Height, int Width, int Channels) Output,
    long Parameters,
    long NonTrainable,
    long MultiplyAdds,
    string Padding,
    string Activation,
    string Folded,
    string Memory);

/// <summary>A call of the generated code: what runs between two points at which workers wait for each other.</summary>
/// <param name="Description">Its layers and shapes.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run.</param>
public sealed record BlockInfo(string Description, long MultiplyAdds)
{
    /// <summary>
    /// How its loops are laid out: what workers share, register tiles (pixels × channels, from the widest vectors to none), rows that are kept.
    /// Empty where there is nothing to choose.
    /// </summary>
    public string Schedule { get; init; } = "";
}

/// <summary>What a network is.</summary>
public sealed record NetworkInfo
{
    /// <summary>The vector width that instances run on here unless their options say otherwise.</summary>
    /// <exception cref="InvalidOperationException">The environment variable <c>MOBILENETGEN_TIER</c> names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException">The variable names a tier that the CPU lacks.</exception>
    public static SimdTier Tier => SimdSupport.Default;

    /// <summary>
    /// True where results are the same to the last bit as on every other such machine: where the CPU has fused multiply-add.
    /// Elsewhere a multiplication and an addition take its place, each rounded.
    /// </summary>
    public static bool IsExact => SimdSupport.HasFusedMultiplyAdd;

    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Inputs in the description's order.</summary>
    public required ImmutableArray<TensorInfo> Inputs { get; init; }

    /// <summary>Outputs in the description's order.</summary>
    public required ImmutableArray<TensorInfo> Outputs { get; init; }

    /// <summary>Layers in the order in which they run.</summary>
    public required ImmutableArray<LayerInfo> Layers { get; init; }

    /// <summary>Blocks in the order in which they run.</summary>
    public required ImmutableArray<BlockInfo> Blocks { get; init; }

    /// <summary>Bytes of the arena that holds all inner tensors of one run.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>Bytes that each thread of a run has for itself beside the arena: rows of inner maps.</summary>
    public long ScratchBytes { get; init; }

    /// <summary>Bytes of the packed weights.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>How pixels become the input, or null if the description does not say.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>All parameters.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Parameters that are statistics: means and variances of batch normalisation.</summary>
    public long NonTrainableParameters => Layers.Sum(layer => layer.NonTrainable);

    /// <summary>Parameters that training changes.</summary>
    public long TrainableParameters => Parameters - NonTrainableParameters;

    /// <summary>Multiply-adds of one run.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The layers as a table in plain text, a row each, and the totals.</summary>
    public string ToTable() => SummaryTable.Format(this);

    /// <summary>The blocks as plain text: for each, what it does, and below it how its loops are laid out.</summary>
    public string ToSchedule() => ScheduleText.Format(this);
}
