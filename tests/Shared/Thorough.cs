using Xunit;

namespace MobileNetGen.Tests;

/// <summary>
/// How much of a space that is too large to be tried in minutes is tried: a part, and more of it where <c>MOBILENETGEN_THOROUGH=1</c> asks for it, as
/// <c>.ci/run</c> does. What is slow as a whole is explicit instead.
/// </summary>
internal static class Thorough
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("MOBILENETGEN_THOROUGH") == "1";

    /// <summary>One of two amounts.</summary>
    public static int Or(int thorough, int otherwise) => IsAsked ? thorough : otherwise;

    /// <summary>Rows of a theory: of so many one is run every day, and the others are explicit.</summary>
    public static IEnumerable<TheoryDataRow<string>> Rows(IEnumerable<string> names, int share) =>
        names.Select((name, index) => new TheoryDataRow<string>(name) { Explicit = index % share > 0 });
}
