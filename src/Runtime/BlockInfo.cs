namespace MobileNetGen;

/// <summary>A call of the generated code: what runs between two points at which workers wait for each other.</summary>
public sealed record BlockInfo
{
    /// <summary>Its layers and shapes.</summary>
    public required string Description { get; init; }

    /// <summary>Multiply-adds of one run.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>
    /// How its loops are laid out: what workers share, register tiles (pixels × channels, from the widest vectors to none), rows that are kept.
    /// Empty where there is nothing to choose.
    /// </summary>
    public string Schedule { get; init; } = "";
}
