using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>The tiers of sums of products of integers.</summary>
internal static class IntegerTiers
{
    public static IReadOnlyList<Dialect> All(Arithmetic arithmetic) =>
        [.. Tier.All.Select(tier => tier == Tier.Scalar ? (Dialect)new ScalarDialect(arithmetic) : new VectorDialect(tier, arithmetic))];

    /// <summary>The start of a run of 512 bits, which leaves the work to one of 256 where these have an instruction for bytes and 512 have none.</summary>
    public static void EmitChoice(KernelSpec kernel, IntegerWidth width, CodeWriter code)
    {
        if (width != IntegerWidth.Whole512)
        {
            return;
        }

        using (code.Block("if (!Prefers512)"))
        {
            code.Line($"Run{IntegerWidth.Halves512.Suffix}({Signature.Arguments(kernel)});");
            code.Line("return;");
        }

        code.Line();
    }

    /// <summary>What sums begin with, and what brings them to the output's integers.</summary>
    /// <param name="outputs">The constant for how many channels come out.</param>
    public static void EmitSums(KernelSpec kernel, string outputs, CodeWriter code) => EmitSums(kernel.Operation.Integers!, outputs, code);

    /// <inheritdoc cref="EmitSums(KernelSpec, string, CodeWriter)"/>
    public static void EmitSums(IntegerForm form, string outputs, CodeWriter code)
    {
        code.Line($"var sums = new IntegerSums(ref weights, {outputs});");
        code.Line($"var requantization = new {(form.IsFixedPoint ? "FixedPointRequantization" : "FloatRequantization")}(ref weights, {outputs});");
    }

    public static string Dot(Tier tier) => tier == Tier.Vector512 ? "Dot" : "DotProducts.Add";

    /// <summary>The instruction for 512 bits, which .NET 11 brings.</summary>
    public static void EmitDot(CodeWriter code)
    {
        const string parameters = "(Vector512<int> sum, Vector512<byte> left, Vector512<sbyte> right)";
        const string extension = "System.Runtime.Intrinsics.X86.AvxVnni.V512";
        code.Line();
        code.Line("#if NET11_0_OR_GREATER");
        code.Line($"private static bool Prefers512 => {extension}.IsSupported || DotProducts.Prefers512;");
        code.Line();
        code.Line("[MethodImpl(AggressiveInlining)]");
        code.Line($"private static Vector512<int> Dot{parameters} => {extension}.IsSupported");
        code.Line($"    ? {extension}.MultiplyWideningAndAdd(sum, left, right)");
        code.Line("    : DotProducts.Add(sum, left, right);");
        code.Line("#else");
        code.Line("private static bool Prefers512 => DotProducts.Prefers512;");
        code.Line();
        code.Line("[MethodImpl(AggressiveInlining)]");
        code.Line($"private static Vector512<int> Dot{parameters} => DotProducts.Add(sum, left, right);");
        code.Line("#endif");
    }
}
