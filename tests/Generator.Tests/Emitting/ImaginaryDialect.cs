using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>Elements that C# knows nothing of: each word is a call, and neither an element nor a vector of them has operators.</summary>
internal sealed record ImaginaryArithmetic() : Arithmetic(Type)
{
    public static readonly ElementType Type = new("imaginary", "Element", 4) { Accumulator = new ElementType("imaginarySum", "Sum", 4) };

    public override string Zero => "ElementWords.Number()";

    public override string MinValue => "ElementWords.Number()";

    public override string Literal(double value) => "ElementWords.Number()";

    public override string Literal(float value) => "ElementWords.Number()";

    public override string Count(string number) => $"ElementWords.Number({number})";

    public override string SquareRoot(string value) => $"ElementWords.Of({value})";

    public override string Apply(Activation activation, string value) => $"Words.Of({value})";

    public override string Slope(Activation activation, string value) => $"Words.Of({value})";

    public override string Apply(UnaryFunction function, string value) => $"Words.Of({value})";

    public override string Exponential(string value) => $"Words.Of({value})";

    public override string Largest(string value, string soFar) => $"Words.Of({value}, {soFar})";
}

/// <summary>The words for them at one width: <c>ElementWords.Of(…)</c> for one lane, <c>VectorWords.Of(…)</c> for several.</summary>
internal sealed record ImaginaryDialect(Tier Tier) : Dialect(Tier, new ImaginaryArithmetic())
{
    private bool IsScalar => Tier == Tier.Scalar;

    public override IReadOnlyList<Dialect> AndNarrower => IsScalar ? [this] : [this, new ImaginaryDialect(Tier.Scalar)];

    public override string Type => IsScalar ? "Element" : "Vector";

    public override string? IsSupported => null;

    public override string SumType => IsScalar ? "Sum" : "SumVector";

    public override string Sums(string reference) => $"Unsafe.As<Element, Sum>(ref {reference})";

    public override string LoadSum(string reference, string offset = "0") => $"{SumType}.Load(ref {reference}, {offset})";

    public override string AddProducts(string left, string right, string sum) => $"{SumType}.Add({left}, {right}, {sum})";

    public override string Load(string reference, string offset = "0") => $"{Type}Words.Load(ref {reference}, {offset})";

    public override string Store(string value, string reference, string offset = "0") => $"{Type}Words.Store({value}, ref {reference}, {offset});";

    public override string Broadcast(string value) => $"{Type}Words.Broadcast({value})";

    public override string LowerLanes(string value, Dialect wider) => $"ElementWords.LowerLanes({value})";

    public override string MultiplyAdd(string left, string right, string addend) => Of(left, right, addend);

    public override string Add(params string[] terms) => Of(terms);

    public override string Subtract(params string[] terms) => Of(terms);

    public override string Multiply(params string[] factors) => Of(factors);

    public override string Divide(string left, string right) => Of(left, right);

    public override string Accumulate(string sum, string value) => $"{sum} = {Of(sum, value)};";

    public override string Maximum(string left, string right) => Of(left, right);

    public override string Minimum(string left, string right) => Of(left, right);

    public override string Less(string left, string right) => $"ElementWords.Less({left}, {right})";

    public override string WhereLess(string left, string right, string then, string otherwise) => Of(left, right, then, otherwise);

    private string Of(params string[] operands) => $"{Type}Words.Of({string.Join(", ", operands)})";
}
