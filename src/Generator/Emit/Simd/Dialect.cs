using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>
/// The vocabulary that kernels are written in, spelled for one vector width and one element type. Each word gives C# text.
/// Loads and stores take a ref to elements and an offset in elements.
/// </summary>
internal abstract record Dialect(Tier Tier, Arithmetic Arithmetic)
{
    public int Lanes => Tier.Lanes;

    /// <summary>The lanes of so many vectors, as C#.</summary>
    public virtual string LanesOf(int vectors) => Invariant.Format(vectors * Lanes);

    /// <summary>The dialect that loops which read the same in several widths are written in: they become one generic method.</summary>
    public virtual Dialect Shared => Arithmetic == Float32.Instance ? new LanesDialect(this) : this;

    /// <summary>The same with concrete types, for loops that mix widths.</summary>
    public virtual Dialect Concrete => this with { IsGeneric = false };

    /// <summary>True where methods have the width as their type parameter, and not in their name.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>What follows the parameters where a method is declared.</summary>
    public string Constraint => IsGeneric ? $" where {Type} : struct" : "";

    /// <summary>A method of this width, as it is declared and called.</summary>
    public string Method(string name) => IsGeneric ? $"{name}<{Type}>" : name + Tier.Name;

    /// <summary>The C# type of one element in memory.</summary>
    public string Element => Arithmetic.Element.CSharp;

    /// <summary>The C# type of one number that is computed with.</summary>
    public string Value => Arithmetic.Value;

    /// <summary>The C# type of one sum of products, as biases are packed.</summary>
    public string Sum => Arithmetic.Element.Accumulator.CSharp;

    /// <summary>A sum of nothing in every lane.</summary>
    public string Zero => Broadcast(Arithmetic.Zero);

    /// <summary>This width and all narrower ones, widest first.</summary>
    public abstract IReadOnlyList<Dialect> AndNarrower { get; }

    /// <summary>One lane of the same elements.</summary>
    public Dialect Scalar => AndNarrower[AndNarrower.Count - 1];

    /// <summary>The C# type of a value with all lanes.</summary>
    public abstract string Type { get; }

    public abstract string Load(string reference, string offset = "0");

    /// <summary>The C# type of sums in all lanes.</summary>
    public virtual string SumType => Type;

    /// <summary>A ref to what elements stand for where packed weights begin with sums.</summary>
    public virtual string Sums(string reference) => reference;

    /// <summary>Sums as they are packed.</summary>
    public virtual string LoadSum(string reference, string offset = "0") => Load(reference, offset);

    /// <summary>A sum and a step's products.</summary>
    public virtual string AddProducts(string left, string right, string sum) => MultiplyAdd(left, right, sum);

    public abstract string Store(string value, string reference, string offset = "0");

    /// <summary>Writes lanes as they are into memory that holds numbers to compute with, and no elements.</summary>
    public virtual string StoreLanes(string value, string reference) => Store(value, reference);

    /// <summary>One number in every lane.</summary>
    public abstract string Broadcast(string value);

    /// <summary>The element at a place in every lane.</summary>
    public virtual string BroadcastFrom(string reference, string offset) => Broadcast(offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})");

    /// <summary>As many lanes as this width has, from the lowest of a value of a wider one.</summary>
    public abstract string LowerLanes(string value, Dialect wider);

    /// <summary><c>left × right + addend</c> with one rounding.</summary>
    public abstract string MultiplyAdd(string left, string right, string addend);

    /// <summary>The terms' sum, from left to right.</summary>
    public virtual string Add(params string[] terms) => $"({string.Join(" + ", terms)})";

    /// <summary>The first term without the others, from left to right.</summary>
    public virtual string Subtract(params string[] terms) => $"({string.Join(" - ", terms)})";

    /// <summary>The factors' product, from left to right.</summary>
    public virtual string Multiply(params string[] factors) => $"({string.Join(" * ", factors)})";

    /// <summary>The statement that adds a value to a sum.</summary>
    public virtual string Accumulate(string sum, string value) => $"{sum} += {Expression.Bare(value)};";

    /// <summary>The quotient as IEEE 754 rounds it.</summary>
    public virtual string Divide(string left, string right) => $"({left} / {right})";

    /// <summary>The larger one, as IEEE 754-2019 has it: NaN if one is, and 0 is larger than −0.</summary>
    public abstract string Maximum(string left, string right);

    /// <summary>The smaller one, as IEEE 754-2019 has it: NaN if one is, and −0 is smaller than 0.</summary>
    public abstract string Minimum(string left, string right);

    /// <summary>The condition that one element is less than another.</summary>
    public virtual string Less(string left, string right) => $"{left} < {right}";

    /// <summary>
    /// Lane by lane: <paramref name="then"/> where <paramref name="left"/> is less than <paramref name="right"/>, else
    /// <paramref name="otherwise"/>.
    /// </summary>
    public abstract string WhereLess(string left, string right, string then, string otherwise);

    /// <summary>The condition under which the width runs on the CPU at hand, or null if it always does.</summary>
    public abstract string? IsSupported { get; }
}
