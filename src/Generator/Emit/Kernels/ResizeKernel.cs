using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A map of another size. Which pixels an output lies between, and how far, is known at compile time and stands in tables.
/// Workers share output rows.
/// </summary>
internal sealed class ResizeKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Resize" + Suffix(Of(kernel));

    /// <summary>A resize' geometry as a part of an identifier.</summary>
    public static string Suffix(Resize resize) =>
        $"{resize.Method}{(resize.Coordinates == Coordinates.HalfPixel ? "" : resize.Coordinates.ToString())}{resize.Rounding}"
            + (resize.Scales is { } scales ? "By" + scales.Identifier : "")
            + (resize.CubicCoefficient == Resize.CommonCoefficient ? "" : "Coefficient" + Invariant.Identifier(resize.CubicCoefficient))
            + (resize.Antialias ? "Antialias" : "")
            + (resize.ExcludeOutside ? "Inside" : "");

    /// <summary>Its rows and columns.</summary>
    public static (ResizedAxis Rows, ResizedAxis Columns) Axes(Resize resize, TensorType input, TensorType output) =>
    (
        new ResizedAxis(input.Height, output.Height, resize.Coordinates, resize.Scales?.Height),
        new ResizedAxis(input.Width, output.Width, resize.Coordinates, resize.Scales?.Width));

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        var resize = Of(kernel);
        var (rows, columns) = Axes(resize, kernel.Inputs[0], kernel.Output);
        if (resize.IsFiltered)
        {
            FilterLoops.EmitAxis(code, arithmetic, "Row", FilterAxis.Of(rows, resize));
            FilterLoops.EmitAxis(code, arithmetic, "Column", FilterAxis.Of(columns, resize));
        }
        else if (resize.Method == Interpolation.Nearest)
        {
            code.Line();
            EmitTable(code, "Row", SampleAxis.Nearest(rows, resize.NearestRounding));
            EmitTable(code, "Column", SampleAxis.Nearest(columns, resize.NearestRounding));
        }
        else
        {
            EmitAxis(code, arithmetic, "Row", SampleAxis.Between(rows));
            EmitAxis(code, arithmetic, "Column", SampleAxis.Between(columns));
        }
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
                {
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, (row * OutputWidth + column) * Channels);");
                    if (Of(kernel).IsFiltered)
                    {
                        FilterLoops.EmitPixel(code, dialect, kernel.Output.Channels);
                    }
                    else if (Of(kernel).Method == Interpolation.Nearest)
                    {
                        EmitNearest(kernel, dialect, code);
                    }
                    else
                    {
                        EmitBilinear(kernel, dialect, code);
                    }
                }
            }
        }
    }

    private static void EmitNearest(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, (Row[row] * InputWidth + Column[column]) * Channels);");
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
            code.Line(piece.Store(piece.Load("a", offset), "c", offset)));
    }

    private static void EmitBilinear(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line($"ref {dialect.Element} topLeft = ref Unsafe.Add(ref input, (RowBefore[row] * InputWidth + ColumnBefore[column]) * Channels);");
        code.Line($"ref {dialect.Element} topRight = ref Unsafe.Add(ref input, (RowBefore[row] * InputWidth + ColumnAfter[column]) * Channels);");
        code.Line($"ref {dialect.Element} bottomLeft = ref Unsafe.Add(ref input, (RowAfter[row] * InputWidth + ColumnBefore[column]) * Channels);");
        code.Line($"ref {dialect.Element} bottomRight = ref Unsafe.Add(ref input, (RowAfter[row] * InputWidth + ColumnAfter[column]) * Channels);");
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
        {
            code.Line($"var top = {Between(piece, piece.Load("topLeft", offset), piece.Load("topRight", offset), "ColumnShare[column]")};");
            code.Line($"var bottom = {Between(piece, piece.Load("bottomLeft", offset), piece.Load("bottomRight", offset), "ColumnShare[column]")};");
            code.Line(piece.Store(Between(piece, "top", "bottom", "RowShare[row]"), "c", offset));
        });
    }

    /// <summary><c>(after − before) · share + before</c>.</summary>
    private static string Between(Dialect dialect, string before, string after, string share) =>
        dialect.MultiplyAdd(dialect.Subtract(after, before), dialect.Broadcast(share), before);

    private static void EmitAxis(CodeWriter code, Arithmetic arithmetic, string name, IReadOnlyList<Sample> samples)
    {
        code.Line();
        EmitTable(code, name + "Before", [.. samples.Select(sample => sample.Before)]);
        EmitTable(code, name + "After", [.. samples.Select(sample => sample.After)]);
        code.Line($"private static ReadOnlySpan<{arithmetic.Value}> {name}Share => "
            + $"[{string.Join(", ", samples.Select(sample => arithmetic.Literal(sample.Share)))}];");
    }

    private static void EmitTable(CodeWriter code, string name, IReadOnlyList<int> positions) =>
        code.Line($"private static ReadOnlySpan<int> {name} => [{string.Join(", ", positions.Select(Invariant.Format))}];");

    private static Resize Of(KernelSpec kernel) => (Resize)kernel.Operation;
}
