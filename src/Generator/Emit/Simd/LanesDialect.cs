using MobileNetGen.Generator.Emit.Loops;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>
/// A width as the type parameter of a generic method, in the words of the runtime's <c>Lanes</c>: what reads the same in several widths is
/// written and compiled once, and the just-in-time compiler makes of it what it makes of the concrete dialect.
/// </summary>
internal sealed record LanesDialect : Dialect
{
    /// <summary>One float or a vector of them.</summary>
    public const string Parameter = "T";

    private readonly Dialect _concrete;

    /// <param name="concrete">The width.</param>
    public LanesDialect(Dialect concrete)
        : base(concrete.Tier, concrete.Arithmetic)
    {
        _concrete = concrete.Concrete;
        IsGeneric = true;
    }

    public override string Type => Parameter;

    public override Dialect Shared => this;

    public override Dialect Concrete => _concrete;

    public override string? IsSupported => _concrete.IsSupported;

    /// <summary>Narrower widths have their own types, and are type arguments of the methods they have in common.</summary>
    public override IReadOnlyList<Dialect> AndNarrower => [this, .. _concrete.AndNarrower.Skip(1).Select(narrower => narrower with { IsGeneric = true })];

    public override string LanesOf(int vectors) => Address.Times(vectors, $"Count<{Parameter}>()");

    public override string Load(string reference, string offset = "0") => $"Load<{Parameter}>({Place(reference, offset)})";

    public override string Store(string value, string reference, string offset = "0") => $"Store({Expression.Bare(value)}, {Place(reference, offset)});";

    public override string Broadcast(string value) => $"Of<{Parameter}>({Expression.Bare(value)})";

    public override string BroadcastFrom(string reference, string offset) => $"Broadcast<{Parameter}>({Place(reference, offset)})";

    public override string LowerLanes(string value, Dialect wider) => _concrete.LowerLanes(value, wider);

    public override string MultiplyAdd(string left, string right, string addend) =>
        $"MultiplyAdd({Expression.Bare(left)}, {Expression.Bare(right)}, {Expression.Bare(addend)})";

    public override string Add(params string[] terms) => Chain("Add", terms);

    public override string Subtract(params string[] terms) => Chain("Subtract", terms);

    public override string Multiply(params string[] factors) => Chain("Multiply", factors);

    public override string Accumulate(string sum, string value) => $"{sum} = {Add(sum, value)};";

    public override string Divide(string left, string right) => Chain("Divide", left, right);

    public override string Maximum(string left, string right) => Chain("Maximum", left, right);

    public override string Minimum(string left, string right) => Chain("Minimum", left, right);

    public override string WhereLess(string left, string right, string then, string otherwise) =>
        $"WhereLess({Expression.Bare(left)}, {Expression.Bare(right)}, {Expression.Bare(then)}, {Expression.Bare(otherwise)})";

    private static string Chain(string word, params string[] values) =>
        values.Skip(1).Aggregate(Expression.Bare(values[0]), (left, right) => $"{word}({left}, {Expression.Bare(right)})");

    private static string Place(string reference, string offset) => offset == "0" ? $"ref {reference}" : $"ref {reference}, {Expression.Bare(offset)}";
}
