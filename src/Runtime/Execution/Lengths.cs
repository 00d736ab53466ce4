namespace MobileNetGen.Execution;

/// <summary>Checks of what callers hand over.</summary>
internal static class Lengths
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(long found, long expected, string what)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{what} has the length {found}; {expected} is expected.");
        }
    }
}
