using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>
/// Gradients that are spread over a map: output pixels in their order, and of each the input pixels in theirs. Lanes run across channels, which
/// workers share, so that nobody adds where another does.
/// </summary>
internal abstract class ScatterKernel : Kernel
{
    /// <summary>The gradient of the output, among the inputs.</summary>
    protected abstract int Gradient { get; }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputHeight", kernel.Output.Height),
        ("InputWidth", kernel.Output.Width),
        ("OutputHeight", kernel.Inputs[Gradient].Height),
        ("OutputWidth", kernel.Inputs[Gradient].Width),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Output.Channels, (piece, offset) =>
                {
                    using (code.Block("for (int pixel = 0; pixel < InputHeight * InputWidth; pixel++)"))
                    {
                        code.Line(piece.Store(piece.Zero, "output", Address.Sum("(pixel * Channels)", offset)));
                    }

                    code.Line();
                    using (code.Block("for (int row = 0; row < OutputHeight; row++)"))
                    using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
                    {
                        var change = piece.Load(InputNames(kernel)[Gradient], Address.Sum("(((row * OutputWidth) + column) * Channels)", offset));
                        code.Line($"var change = {change};");
                        EmitPixel(kernel, piece, offset, code);
                    }
                });
            }
        }
    }

    /// <summary>The code that spreads the gradient <c>change</c> of the output's pixel.</summary>
    protected abstract void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code);

    /// <summary>Code that declares where a window lies, and which of its taps are inside the map.</summary>
    protected void EmitWindow(KernelSpec kernel, CodeWriter code)
    {
        var window = kernel.Operation.SlidingWindow!;
        var geometry = new WindowGeometry(window, kernel.Output, kernel.Inputs[Gradient]);
        code.Line($"int y = {geometry.OriginRow("row")}, x = {geometry.OriginColumn("column")};");
        code.Line($"int top = {geometry.Top("y")}, bottom = {geometry.Bottom("y")}, left = {geometry.Left("x")}, right = {geometry.Right("x")};");
    }

    /// <summary>The statements for each tap inside the map, at the offset <c>place</c>.</summary>
    protected static void EmitTaps(KernelSpec kernel, string offset, CodeWriter code, params string[] statements)
    {
        var dilation = kernel.Operation.SlidingWindow!.Dilation;
        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        using (code.Block("for (int kx = left; kx < right; kx++)"))
        {
            var place = $"(((y + {WindowGeometry.Tap("ky", dilation.Height)}) * InputWidth) + x + {WindowGeometry.Tap("kx", dilation.Width)}) * Channels";
            code.Line($"int place = {(offset == "0" ? place : $"({place}) + {offset}")};");
            foreach (var statement in statements)
            {
                code.Line(statement);
            }
        }
    }
}

/// <summary>The window's largest element is looked for again; the first that has its value takes the gradient.</summary>
internal sealed class MaxPoolGradientKernel : ScatterKernel
{
    protected override int Gradient => 1;

    public override string NameOf(KernelSpec kernel) => "MaxPoolGradient" + Identifier(kernel.Operation.SlidingWindow!, kernel.Output);

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        EmitWindow(kernel, code);
        code.Line($"var largest = {dialect.Broadcast(dialect.Arithmetic.MinValue)};");
        EmitTaps(kernel, offset, code, $"largest = {dialect.Arithmetic.Largest(dialect.Load("input0", "place"), "largest")};");
        code.Line();
        EmitTaps(
            kernel,
            offset,
            code,
            $"var value = {dialect.Load("input0", "place")};",
            dialect.Store(
                dialect.Add(dialect.Load("output", "place"), dialect.WhereLess("value", "largest", dialect.Zero, "change")),
                "output",
                "place"),
            $"change = {dialect.WhereLess("value", "largest", "change", dialect.Zero)};");
    }
}

/// <summary>Each element of a mean has an equal share of its gradient.</summary>
internal sealed class AveragePoolGradientKernel : ScatterKernel
{
    protected override int Gradient => 0;

    public override string NameOf(KernelSpec kernel) =>
        "AveragePoolGradient" + Identifier(kernel.Operation.SlidingWindow!, kernel.Output) + (Of(kernel).CountIncludePad ? "Whole" : "");

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        EmitWindow(kernel, code);
        var count = Of(kernel).CountIncludePad
            ? dialect.Arithmetic.Literal((double)Of(kernel).Window.Kernel.Area)
            : dialect.Arithmetic.Count("(bottom - top) * (right - left)");
        code.Line($"change = {Expression.Bare(dialect.Divide("change", dialect.Broadcast(count)))};");
        EmitTaps(kernel, offset, code, dialect.Store(dialect.Add(dialect.Load("output", "place"), "change"), "output", "place"));
    }

    private static AveragePoolGradient Of(KernelSpec kernel) => (AveragePoolGradient)kernel.Operation;
}

/// <summary>Each pixel that an output is made of has its share of the gradient.</summary>
internal sealed class ResizeGradientKernel : ScatterKernel
{
    protected override int Gradient => 0;

    public override string NameOf(KernelSpec kernel) => "ResizeGradient" + ResizeKernel.Suffix(Of(kernel));

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        var (rows, columns) = ResizeKernel.Axes(Of(kernel), kernel.Output, kernel.Inputs[0]);
        FilterLoops.EmitAxis(code, arithmetic, "Row", FilterAxis.OfAny(rows, Of(kernel)));
        FilterLoops.EmitAxis(code, arithmetic, "Column", FilterAxis.OfAny(columns, Of(kernel)));
    }

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        using (code.Block("for (int y = RowFirst[row]; y < RowEnd[row]; y++)"))
        {
            var rowShare = dialect.Broadcast("RowWeights[(row * RowTaps) + y - RowFirst[row]]");
            code.Line($"var ofRow = {Expression.Bare(dialect.Multiply("change", rowShare))};");
            using (code.Block("for (int x = ColumnFirst[column]; x < ColumnEnd[column]; x++)"))
            {
                code.Line($"int place = {Address.Sum("(((y * InputWidth) + x) * Channels)", offset)};");
                var share = dialect.Broadcast("ColumnWeights[(column * ColumnTaps) + x - ColumnFirst[column]]");
                code.Line(dialect.Store(dialect.MultiplyAdd("ofRow", share, dialect.Load("output", "place")), "output", "place"));
            }
        }
    }

    private static Resize Of(KernelSpec kernel) => ((ResizeGradient)kernel.Operation).Resize;
}
