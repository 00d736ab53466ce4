using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>A width of <c>System.Runtime.Intrinsics</c>.</summary>
internal sealed record VectorDialect(Tier Tier, Arithmetic Arithmetic) : Dialect(Tier, Arithmetic)
{
    private string Vector => "Vector" + Tier.Name;

    public override string Type => $"{Vector}<{Value}>";

    public override IReadOnlyList<Dialect> AndNarrower => [.. Dialects.Of(Arithmetic).Where(dialect => dialect.Lanes <= Lanes)];

    public override string? IsSupported => Tier == Tier.Vector128 ? null : $"{Vector}.IsHardwareAccelerated";

    public override string Load(string reference, string offset) => $"{Vector}.LoadUnsafe({Place(reference, offset)})";

    public override string Store(string value, string reference, string offset) => $"{value}.StoreUnsafe({Place(reference, offset)});";

    public override string Broadcast(string value) => Call("Create", value);

    // Half of a vector at a time: 512 bits have no way of their own to 128.
    public override string LowerLanes(string value, Dialect wider) => wider.Lanes == 2 * Lanes ? $"{value}.GetLower()" : $"{value}.GetLower().GetLower()";

    // 256 and 512 bits imply FMA. 128 bits do not: the runtime has the estimate for them, FMA wherever there is one, and multiply-then-add elsewhere.
    public override string MultiplyAdd(string left, string right, string addend) =>
        Tier != Tier.Vector128 ? Call("FusedMultiplyAdd", left, right, addend)
        : Value == Float32.Instance.Value ? $"MultiplyAdd({Expression.Bare(left)}, {Expression.Bare(right)}, {Expression.Bare(addend)})"
        : Call("MultiplyAddEstimate", left, right, addend);

    public override string Maximum(string left, string right) => Call("Max", left, right);

    public override string Minimum(string left, string right) => Call("Min", left, right);

    public override string WhereLess(string left, string right, string then, string otherwise) =>
        Call("ConditionalSelect", Call("LessThan", left, right), then, otherwise);

    private string Call(string method, params string[] arguments) => $"{Vector}.{method}({string.Join(", ", arguments.Select(Expression.Bare))})";

    // Both methods have an overload for an offset without a sign, to which a constant converts by itself.
    private static string Place(string reference, string offset) =>
        offset == "0" ? $"ref {reference}"
        : Address.IsConstant(offset) ? $"ref {reference}, {offset}"
        : $"ref Unsafe.Add(ref {reference}, {offset})";
}
