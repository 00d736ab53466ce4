namespace MobileNetGen.Engine;

/// <summary>Checks of what callers hand over.</summary>
internal static class Lengths
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(long found, long expected, string what, string parameter)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{what} has the length {found}; {expected} is expected.", parameter);
        }
    }

    /// <summary>The same for one of several, whose name is put together only if it is needed: a run makes no objects.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(long found, long expected, string what, int index, string parameter)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{what} {index} has the length {found}; {expected} is expected.", parameter);
        }
    }

    /// <summary>A refusal of what a caller far above handed over.</summary>
    public static ArgumentException Refusal(string message, string parameter) => new(message, parameter);
}
