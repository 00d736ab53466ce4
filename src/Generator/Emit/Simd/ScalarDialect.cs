using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>One lane: the reference that the vector widths agree with to the last bit.</summary>
internal sealed record ScalarDialect(Arithmetic Arithmetic) : Dialect(Tier.Scalar, Arithmetic)
{
    public override string Type => Value;

    public override IReadOnlyList<Dialect> AndNarrower => [this];

    public override string? IsSupported => null;

    public override string Load(string reference, string offset) =>
        offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})";

    public override string Store(string value, string reference, string offset) => $"{Load(reference, offset)} = {Expression.Bare(value)};";

    public override string Broadcast(string value) => value;

    public override string LowerLanes(string value, Dialect wider) => $"{value}.ToScalar()";

    // Fused wherever the CPU can, as in the 128-bit dialect.
    public override string MultiplyAdd(string left, string right, string addend) =>
        $"{Value}.MultiplyAddEstimate({Expression.Bare(left)}, {Expression.Bare(right)}, {Expression.Bare(addend)})";

    public override string Maximum(string left, string right) => $"{Value}.Max({Expression.Bare(left)}, {Expression.Bare(right)})";

    public override string Minimum(string left, string right) => $"{Value}.Min({Expression.Bare(left)}, {Expression.Bare(right)})";

    public override string WhereLess(string left, string right, string then, string otherwise) =>
        $"({Less(left, right)} ? {Expression.Bare(then)} : {otherwise})";
}
