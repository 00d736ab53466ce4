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
    private const string Bytes512 = "System.Runtime.Intrinsics.X86.AvxVnni.V512";
    private const string Net11 = "NET11_0_OR_GREATER";

    public static IReadOnlyList<Dialect> All(Arithmetic arithmetic) =>
        [.. Tier.All.Select(tier => tier == Tier.Scalar ? (Dialect)new ScalarDialect(arithmetic) : new VectorDialect(tier, arithmetic))];

    /// <summary>The methods of a dialect: one for each way to multiply, and what they call. The last leaves the work to the others.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="widths">The ways, the dialect's own last.</param>
    /// <param name="emitBody">What is inside a way's method.</param>
    /// <param name="emitTiles">What it calls.</param>
    /// <param name="code">Where the code goes.</param>
    public static void EmitWidths(
        KernelSpec kernel, IReadOnlyList<IntegerWidth> widths, Action<IntegerWidth> emitBody, Action<IntegerWidth> emitTiles, CodeWriter code)
    {
        foreach (var width in widths)
        {
            if (width != IntegerWidth.Bytes512)
            {
                EmitWidth(width);
                continue;
            }

            code.Line();
            using (code.Where(Net11))
            {
                EmitWidth(width);
            }
        }

        void EmitWidth(IntegerWidth width)
        {
            using (code.Method($"Run{width.Suffix}", Signature.Parameters(kernel)))
            {
                if (width == widths[widths.Count - 1])
                {
                    EmitChoices(kernel, widths.Take(widths.Count - 1), code);
                }

                code.Line("unchecked");
                using (code.Braces())
                {
                    emitBody(width);
                }
            }

            emitTiles(width);
        }
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

    /// <summary>The method that adds products to sums.</summary>
    /// <param name="width">How they are multiplied.</param>
    /// <param name="tier">The vectors of the sums.</param>
    public static string Dot(IntegerWidth width, Tier tier) => width == IntegerWidth.Bytes512 && tier == Tier.Vector512 ? "Dot" : "DotProducts.Add";

    /// <summary>The instruction for 512 bits, which .NET 11 brings.</summary>
    public static void EmitDot(CodeWriter code)
    {
        code.Line();
        using (code.Where(Net11))
        {
            code.Line("[MethodImpl(AggressiveInlining)]");
            code.Line("private static Vector512<int> Dot(Vector512<int> sum, Vector512<byte> left, Vector512<sbyte> right) =>");
            code.Line($"    {Bytes512}.MultiplyWideningAndAdd(sum, left, right);");
        }
    }

    private static void EmitChoices(KernelSpec kernel, IEnumerable<IntegerWidth> others, CodeWriter code)
    {
        foreach (var other in others)
        {
            if (other == IntegerWidth.Bytes512)
            {
                using (code.Where(Net11))
                {
                    EmitChoice(kernel, other, $"{Bytes512}.IsSupported", code);
                }
            }
            else
            {
                EmitChoice(kernel, other, "DotProducts.HasBytes256", code);
            }

            code.Line();
        }
    }

    private static void EmitChoice(KernelSpec kernel, IntegerWidth width, string condition, CodeWriter code)
    {
        using (code.Block($"if ({condition})"))
        {
            code.Line($"Run{width.Suffix}({Signature.Arguments(kernel)});");
            code.Line("return;");
        }
    }
}
