using System.Collections.Immutable;

namespace MobileNetGen;

/// <summary>What a network is.</summary>
public sealed class NetworkInfo
{
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
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>All parameters.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Parameters that are statistics: means and variances of batch normalisation.</summary>
    public long NonTrainableParameters => Layers.Sum(layer => layer.NonTrainableParameters);

    /// <summary>Parameters that training changes.</summary>
    public long TrainableParameters => Parameters - NonTrainableParameters;

    /// <summary>Multiply-adds of one run.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The layers as a table in plain text, a row each, and the totals.</summary>
    public string ToTable() => SummaryTable.Format(this);

    /// <summary>The blocks as plain text: for each, what it does, and below it how its loops are laid out.</summary>
    public string ToSchedule() => ScheduleText.Format(this);
}
