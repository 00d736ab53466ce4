namespace MobileNetGen.Tool.Import;

/// <summary>What a model may have, so that a small hostile file stays a small piece of work.</summary>
internal static class Limits
{
    /// <summary>Elements of one tensor. MobileNet's largest has five million.</summary>
    public const int MostElements = 1 << 24;

    /// <summary>Elements of all constants together.</summary>
    public const int MostElementsInAll = 1 << 26;

    public const int MostOperators = 10_000;

    public const int MostRank = 8;

    public const int MostFileBytes = 1 << 30;

    /// <exception cref="ToolException">There are more elements than a model may have in all.</exception>
    public static void Require(long elements)
    {
        if (elements > MostElementsInAll)
        {
            throw new ToolException($"the model's constants have more than {MostElementsInAll} elements; fewer are accepted.");
        }
    }
}
