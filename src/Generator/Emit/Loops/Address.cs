using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Places in memory as C#, without the parts that are 0.</summary>
internal static class Address
{
    /// <summary><c>ref name</c>, or the ref so many elements after it.</summary>
    public static string Ref(string name, params string[] terms) =>
        Sum(terms) is "0" ? "ref " + name : $"ref Unsafe.Add(ref {name}, {Sum(terms)})";

    /// <summary>A sum of terms.</summary>
    public static string Sum(params string[] terms)
    {
        var present = terms.Where(term => term != "0").Select(Expression.Bare).ToList();
        return present.Count == 0 ? "0" : string.Join(" + ", present);
    }

    /// <summary>A product as a term, in parentheses unless it is a number or a name.</summary>
    public static string Times(string count, string length) => count switch
    {
        "0" => "0",
        "1" => length,
        _ when length == "1" => count,
        _ => $"({Expression.Factor(count)} * {length})",
    };

    /// <inheritdoc cref="Times(string, string)"/>
    public static string Times(int count, string length) => Times(Invariant.Format(count), length);

    /// <summary>The offset of a pixel from the first one.</summary>
    public static string Pixel(int count, string pitch) => Sum(Times(count, pitch));

    /// <summary>True if an offset is made of numbers and constants, which begin with a capital, and of no variable.</summary>
    public static bool IsConstant(string offset) =>
        !offset.Where((letter, index) => char.IsLower(letter) && (index == 0 || !char.IsLetterOrDigit(offset[index - 1]))).Any();
}
