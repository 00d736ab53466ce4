namespace MobileNetGen.Tool.Import;

/// <summary>What a model may have, so that a small hostile file stays a small piece of work.</summary>
internal static class Limits
{
    /// <summary>Elements of one tensor: 256 MB as floats.</summary>
    public const int MostElements = 1 << 26;

    public const int MostOperators = 10_000;

    public const int MostRank = 8;

    public const int MostFileBytes = 1 << 30;
}
