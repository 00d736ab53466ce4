using System.Collections.Immutable;

namespace MobileNetGen;

/// <summary>A layer with what was folded into it.</summary>
public sealed class LayerInfo
{
    /// <summary>Its name, as its weights have it.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, with its geometry.</summary>
    public required string Kind { get; init; }

    /// <summary>The extents of what it makes.</summary>
    public required TensorShape Output { get; init; }

    /// <summary>All parameters, those of a folded batch normalisation included.</summary>
    public long Parameters { get; init; }

    /// <summary>Parameters that are statistics.</summary>
    public long NonTrainableParameters { get; init; }

    /// <summary>Multiply-adds of one run.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>The padding with its numbers: top, bottom, left, right.</summary>
    public string Padding { get; init; } = "";

    /// <summary>The activation in its epilogue, or an empty text.</summary>
    public string Activation { get; init; } = "";

    /// <summary>Names of the layers that it does the work of, besides its own.</summary>
    public ImmutableArray<string> FoldedLayers { get; init; } = [];

    /// <summary>Where its output lies: <c>input</c> or <c>output</c> with its number, or <c>arena</c> with its first byte there.</summary>
    public required string Memory { get; init; }
}
