using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A map made larger. Which pixels an output lies between, and how far, is known at compile time and stands in tables.
/// Workers share output rows.
/// </summary>
internal sealed class UpsampleKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Upsample" + ((Upsample)kernel.Operation).Method;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitData(KernelSpec kernel, CodeWriter code)
    {
        if (((Upsample)kernel.Operation).Method == Interpolation.Nearest)
        {
            return;
        }

        var factor = ((Upsample)kernel.Operation).Factor;
        EmitAxis(code, "Row", SampleAxis.HalfPixel(kernel.Inputs[0].Height, kernel.Output.Height, factor.Height));
        EmitAxis(code, "Column", SampleAxis.HalfPixel(kernel.Inputs[0].Width, kernel.Output.Width, factor.Width));
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var upsample = (Upsample)kernel.Operation;
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
                {
                    code.Line("ref float c = ref Unsafe.Add(ref output, ((row * OutputWidth) + column) * Channels);");
                    if (upsample.Method == Interpolation.Nearest)
                    {
                        EmitNearest(kernel, dialect, upsample.Factor, code);
                    }
                    else
                    {
                        EmitBilinear(kernel, dialect, code);
                    }
                }
            }
        }
    }

    private static void EmitNearest(KernelSpec kernel, Dialect dialect, Extent factor, CodeWriter code)
    {
        code.Line($"ref float a = ref Unsafe.Add(ref input, ((row / {Invariant.Format(factor.Height)} * InputWidth) + (column / {Invariant.Format(factor.Width)})) * Channels);");
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
            code.Line(piece.Store(piece.Load("a", offset), "c", offset)));
    }

    private static void EmitBilinear(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line("ref float topLeft = ref Unsafe.Add(ref input, ((RowBefore[row] * InputWidth) + ColumnBefore[column]) * Channels);");
        code.Line("ref float topRight = ref Unsafe.Add(ref input, ((RowBefore[row] * InputWidth) + ColumnAfter[column]) * Channels);");
        code.Line("ref float bottomLeft = ref Unsafe.Add(ref input, ((RowAfter[row] * InputWidth) + ColumnBefore[column]) * Channels);");
        code.Line("ref float bottomRight = ref Unsafe.Add(ref input, ((RowAfter[row] * InputWidth) + ColumnAfter[column]) * Channels);");
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
        {
            code.Line($"{piece.Type} top = {Between(piece, piece.Load("topLeft", offset), piece.Load("topRight", offset), "ColumnShare[column]")};");
            code.Line($"{piece.Type} bottom = {Between(piece, piece.Load("bottomLeft", offset), piece.Load("bottomRight", offset), "ColumnShare[column]")};");
            code.Line(piece.Store(Between(piece, "top", "bottom", "RowShare[row]"), "c", offset));
        });
    }

    /// <summary><c>(after − before) · share + before</c>.</summary>
    private static string Between(Dialect dialect, string before, string after, string share) =>
        dialect.MultiplyAdd($"{after} - {before}", dialect.Broadcast(share), before);

    private static void EmitAxis(CodeWriter code, string name, IReadOnlyList<Sample> samples)
    {
        code.Line();
        code.Line($"private static ReadOnlySpan<int> {name}Before => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.Before)))}];");
        code.Line($"private static ReadOnlySpan<int> {name}After => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.After)))}];");
        code.Line($"private static ReadOnlySpan<float> {name}Share => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.Share) + "f"))}];");
    }
}

/// <summary>The two pixels that an output pixel lies between, and how far it is from the first.</summary>
internal readonly record struct Sample(int Before, int After, double Share);

internal static class SampleAxis
{
    /// <summary>Half-pixel centres: output <c>i</c> lies at <c>(i + ½) / factor − ½</c>, clamped to the map.</summary>
    public static IReadOnlyList<Sample> HalfPixel(int input, int output, int factor) =>
    [
        .. Enumerable.Range(0, output).Select(position =>
        {
            var place = Math.Max(0, ((position + 0.5) / factor) - 0.5);
            var before = Math.Min((int)place, input - 1);
            return new Sample(before, Math.Min(before + 1, input - 1), (double)(float)(place - before));
        }),
    ];
}
