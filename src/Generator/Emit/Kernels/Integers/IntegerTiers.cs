using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>The tiers of sums of products of integers: all of them, chosen by who has the better instruction.</summary>
internal static class IntegerTiers
{
    public static IReadOnlyList<Dialect> All(Arithmetic arithmetic) =>
        [.. Tier.All.Select(tier => tier == Tier.Scalar ? (Dialect)new ScalarDialect(arithmetic) : new VectorDialect(tier, arithmetic))];

    /// <summary>A run of 512 bits has those of 256 where these have an instruction for bytes and the others have none.</summary>
    public static string Condition(Dialect dialect) => dialect.Tier switch
    {
        var tier when tier == Tier.Vector512 => "Vector512.IsHardwareAccelerated && frame.Tier == SimdTier.Vector512 && Prefers512",
        var tier when tier == Tier.Vector256 => "Vector256.IsHardwareAccelerated && frame.Tier is SimdTier.Vector512 or SimdTier.Vector256",
        _ => $"frame.Tier == SimdTier.{dialect.Tier.Member}",
    };

    /// <summary>The instruction for 512 bits, which .NET 11 brings.</summary>
    public static void EmitDot(CodeWriter code)
    {
        code.Line();
        code.Line("#if NET11_0_OR_GREATER");
        code.Line("private static bool Prefers512 => System.Runtime.Intrinsics.X86.AvxVnni.V512.IsSupported || DotProducts.Prefers512;");
        code.Line();
        code.Line("private static Vector512<int> Dot(Vector512<int> sum, Vector512<byte> left, Vector512<sbyte> right) => "
            + "System.Runtime.Intrinsics.X86.AvxVnni.V512.IsSupported");
        code.Line("    ? System.Runtime.Intrinsics.X86.AvxVnni.V512.MultiplyWideningAndAdd(sum, left, right)");
        code.Line("    : DotProducts.Add(sum, left, right);");
        code.Line("#else");
        code.Line("private static bool Prefers512 => DotProducts.Prefers512;");
        code.Line();
        code.Line("[MethodImpl(AggressiveInlining)]");
        code.Line("private static Vector512<int> Dot(Vector512<int> sum, Vector512<byte> left, Vector512<sbyte> right) => DotProducts.Add(sum, left, right);");
        code.Line("#endif");
    }
}
