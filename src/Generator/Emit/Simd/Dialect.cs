using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>
/// The vocabulary that kernels are written in, spelled for one vector width. Each word gives C# text.
/// Loads and stores take a <c>ref float</c> and an element offset.
/// </summary>
internal abstract record Dialect(Tier Tier)
{
    public int Lanes => Tier.Lanes;

    /// <summary>The C# type of a value with all lanes.</summary>
    public abstract string Type { get; }

    public abstract string Load(string reference, string offset = "0");

    public abstract string Store(string value, string reference, string offset = "0");

    /// <summary>One float in every lane.</summary>
    public abstract string Broadcast(string value);

    /// <summary>As many lanes as this width has, from the lowest of a value of a wider one.</summary>
    public abstract string Lowest(string value, Dialect wider);

    /// <summary><c>left × right + addend</c> with one rounding.</summary>
    public abstract string MultiplyAdd(string left, string right, string addend);

    public virtual string Add(string left, string right) => $"({left} + {right})";

    /// <summary>The quotient as IEEE 754 rounds it.</summary>
    public virtual string Divide(string left, string right) => $"({left} / {right})";

    /// <summary>The larger one, as IEEE 754-2019 has it: NaN if one is, and 0 is larger than −0.</summary>
    public abstract string Maximum(string left, string right);

    /// <summary>The smaller one, as IEEE 754-2019 has it: NaN if one is, and −0 is smaller than 0.</summary>
    public abstract string Minimum(string left, string right);

    /// <summary>Lane by lane: <paramref name="then"/> where <paramref name="left"/> is less than <paramref name="right"/>, else <paramref name="otherwise"/>.</summary>
    public abstract string WhereLess(string left, string right, string then, string otherwise);

    /// <summary>The maximum in a loop, NaN if one is; of two zeros <paramref name="soFar"/> stays, which is fewer instructions than to look at signs.</summary>
    public static string Largest(string value, string soFar) => $"Extrema.Maximum({value}, {soFar})";

    /// <summary>The condition under which the width runs on the CPU at hand, or null if it always does.</summary>
    public abstract string? IsSupported { get; }
}
