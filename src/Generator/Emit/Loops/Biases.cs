using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// The biases of some channels, for code that has a ref to the packed weights from these channels on. Biases are packed as sums: where those are no
/// elements, so many channels are another distance, and biases have a ref of their own.
/// </summary>
internal static class Biases
{
    private const string Name = "biases";

    /// <summary>The parameter of a method, as text after that of the weights.</summary>
    public static string Parameter(Dialect dialect) => HasOwn(dialect) ? $", ref {dialect.Sum} {Name}" : "";

    /// <summary>The argument, as text after others.</summary>
    /// <param name="weights">The ref to all of the packed weights.</param>
    /// <param name="terms">The first channel.</param>
    public static string Argument(Dialect dialect, string weights, params string[] terms) => HasOwn(dialect) ? ", " + Ref(dialect, weights, terms) : "";

    /// <summary>Code that declares the ref.</summary>
    /// <inheritdoc cref="Argument"/>
    public static void Declare(CodeWriter code, Dialect dialect, string weights, params string[] terms)
    {
        if (HasOwn(dialect))
        {
            code.Line($"ref {dialect.Sum} {Name} = {Ref(dialect, weights, terms)};");
        }
    }

    /// <param name="weights">The ref to the packed weights from the first channel on.</param>
    /// <param name="offset">From there to the channels at hand.</param>
    public static string Load(Dialect dialect, string weights, string offset) => dialect.LoadSum(HasOwn(dialect) ? Name : weights, offset);

    private static bool HasOwn(Dialect dialect) => dialect.Sum != dialect.Element;

    private static string Ref(Dialect dialect, string weights, string[] terms) => Address.Ref(dialect.Sums(weights), terms);
}
