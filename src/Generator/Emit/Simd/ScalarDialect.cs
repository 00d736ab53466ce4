using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>One lane: the reference that the vector widths agree with to the last bit.</summary>
internal sealed record ScalarDialect() : Dialect(Tier.Scalar)
{
    public override string Type => "float";

    public override string? IsSupported => null;

    public override string Load(string reference, string offset) =>
        offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})";

    public override string Store(string value, string reference, string offset) => $"{Load(reference, offset)} = {value};";

    public override string Broadcast(string value) => value;

    public override string Lowest(string value, Dialect wider) => $"{value}.ToScalar()";

    // Fused wherever the CPU can, as in the 128-bit dialect.
    public override string MultiplyAdd(string left, string right, string addend) =>
        $"float.MultiplyAddEstimate({left}, {right}, {addend})";

    public override string Maximum(string left, string right) => $"float.Max({left}, {right})";

    public override string Minimum(string left, string right) => $"float.Min({left}, {right})";

    public override string WhereLess(string left, string right, string then, string otherwise) =>
        $"({left} < {right} ? {then} : {otherwise})";
}
