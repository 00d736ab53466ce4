namespace MobileNetGen.Networks.Writing;

/// <summary>What becomes one line of the description: a layer, or several that are one block of a paper.</summary>
/// <param name="Kind">The block's layer kind; null for a layer.</param>
/// <param name="Parts">Its layers with what the kind calls them, in order.</param>
/// <param name="Last">The node that makes its output.</param>
internal sealed record Block(string? Kind, IReadOnlyList<BlockPart> Parts, int Last)
{
    /// <summary>Channels of squeeze-and-excite; 0 for none.</summary>
    public int Squeezed { get; init; }

    /// <summary>True if the input is added at the end.</summary>
    public bool IsResidual { get; init; }

    /// <summary>What else the model has names for: additions, means.</summary>
    public IReadOnlyList<LayerDraft> Joints { get; init; } = [];

    public IReadOnlyList<int> Inputs => Parts[0].Draft.Main.Inputs;

    public static Block Of(LayerDraft draft) => new(null, [new BlockPart("", draft)], draft.Last);

    /// <summary>The layer that the kind calls so.</summary>
    public LayerDraft? Part(string suffix) => Parts.FirstOrDefault(part => part.Suffix == suffix)?.Draft;
}

/// <summary>A layer of a block; its tensors begin with the block's name and <paramref name="Suffix"/>.</summary>
internal sealed record BlockPart(string Suffix, LayerDraft Draft);
