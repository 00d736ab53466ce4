using System.Text.RegularExpressions;
using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>
/// Elements that C# knows nothing of, and that it cannot compute with before they are loaded: each word is a call, and neither a number nor a vector of
/// them has operators.
/// </summary>
internal sealed record ImaginaryArithmetic() : Arithmetic(Type)
{
    public static readonly ElementType Type = new("imaginary", "Element", 2) { Accumulator = new ElementType("imaginarySum", "Sum", 8) };

    public override string Value => "Value";

    public override string Stored(string value) => $"Words.Stored({value})";

    public override string Zero => "ValueWords.Number()";

    public override string MinValue => "ValueWords.Number()";

    public override string Literal(double value) => "ValueWords.Number()";

    public override string Literal(float value) => "ValueWords.Number()";

    public override string Count(string number) => $"ValueWords.Number({number})";

    public override string SquareRoot(string value) => $"ValueWords.Of({value})";

    public override string Apply(Activation activation, string value) => $"Words.Of({value})";

    public override string Slope(Activation activation, string value) => $"Words.Of({value})";

    public override string Apply(UnaryFunction function, string value) => $"Words.Of({value})";

    public override string Exponential(string value) => $"Words.Of({value})";

    public override string Largest(string value, string soFar) => $"Words.Of({value}, {soFar})";
}

/// <summary>The words for them at one width: <c>ValueWords.Of(…)</c> for one lane, <c>VectorWords.Of(…)</c> for several.</summary>
internal sealed record ImaginaryDialect(Tier Tier) : Dialect(Tier, new ImaginaryArithmetic())
{
    private static readonly Regex s_weightsOfBlocks = new(@"^(expand|depthwise|excite\d+|project)$", RegexOptions.CultureInvariant);

    private bool IsScalar => Tier == Tier.Scalar;

    public override IReadOnlyList<Dialect> AndNarrower => IsScalar ? [this] : [this, new ImaginaryDialect(Tier.Scalar)];

    public override string Type => IsScalar ? Value : "Vector";

    public override string? IsSupported => null;

    public override string SumType => IsScalar ? "Sum" : "SumVector";

    /// <summary>Sums are wider than elements, and so are found from the start of packed weights alone.</summary>
    public override string Sums(string reference) => reference == "weights" || s_weightsOfBlocks.IsMatch(reference)
        ? $"Unsafe.As<Element, Sum>(ref {reference})"
        : throw new ArgumentException($"\"{reference}\" may be weights from some channel on.", nameof(reference));

    public override string LoadSum(string reference, string offset = "0") => $"{SumType}.Load(ref {reference}, {offset})";

    public override string AddProducts(string left, string right, string sum) => $"{SumType}.Add({left}, {right}, {sum})";

    public override string Load(string reference, string offset = "0") => $"{Type}Words.Load(ref {reference}, {offset})";

    public override string Store(string value, string reference, string offset = "0") => $"{Type}Words.Store({value}, ref {reference}, {offset});";

    public override string Broadcast(string value) => $"{Type}Words.Broadcast({value})";

    public override string StoreLanes(string value, string reference) => $"{Type}Words.StoreLanes({value}, ref {reference});";

    public override string BroadcastFrom(string reference, string offset) => $"{Type}Words.BroadcastFrom(ref {reference}, {offset})";

    public override string LowerLanes(string value, Dialect wider) => $"ValueWords.LowerLanes({value})";

    public override string MultiplyAdd(string left, string right, string addend) => Of(left, right, addend);

    public override string Add(params string[] terms) => Of(terms);

    public override string Subtract(params string[] terms) => Of(terms);

    public override string Multiply(params string[] factors) => Of(factors);

    public override string Divide(string left, string right) => Of(left, right);

    public override string Accumulate(string sum, string value) => $"{sum} = {Of(sum, value)};";

    public override string Maximum(string left, string right) => Of(left, right);

    public override string Minimum(string left, string right) => Of(left, right);

    public override string Less(string left, string right) => $"ValueWords.Less({left}, {right})";

    public override string WhereLess(string left, string right, string then, string otherwise) => Of(left, right, then, otherwise);

    private string Of(params string[] operands) => $"{Type}Words.Of({string.Join(", ", operands)})";
}
