namespace MobileNetGen.Tool.Batch;

/// <summary>What the user asks for, of all that is not the network.</summary>
internal sealed record BatchOptions
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public required BatchOutput Output { get; init; }

    public required Shard Shard { get; init; }

    public string? Root { get; init; }

    public required int Top { get; init; }

    public required int Threads { get; init; }

    public required int PartSize { get; init; }

    public bool Resume { get; init; }

    public int MaxErrors { get; init; } = int.MaxValue;

    /// <summary>Whether what is said at the end is for programs, without a bar before it.</summary>
    public bool IsJson { get; init; }
}
