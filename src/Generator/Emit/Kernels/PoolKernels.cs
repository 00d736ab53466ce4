using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>What poolings share: pixels go one after the other, since no weights are there to be reused.</summary>
internal abstract class PoolKernel : StencilKernel
{
    protected override void EmitPixels(KernelSpec kernel, Dialect dialect, string offset, int pixels, CodeWriter code)
    {
        using (code.Block($"for (int pixel = 0; pixel < {Invariant.Format(pixels)}; pixel++)"))
        {
            var window = WindowOf(kernel);
            var shift = " + " + Expression.Bare(Address.Times("pixel", Invariant.Format(window.Stride.Width)));
            EmitWindow(kernel, dialect, offset, "0", Invariant.Format(window.Kernel.Width), shift, code);
            code.Line(dialect.Store("result", "c", Address.Sum(offset, "(pixel * Channels)")));
        }
    }

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        EmitWindow(kernel, dialect, offset, "left", "right", "", code);
        code.Line(dialect.Store("result", "c", offset));
    }

    /// <summary>Code that leaves the window's value in <c>result</c>.</summary>
    protected abstract void EmitWindow(KernelSpec kernel, Dialect dialect, string offset, string left, string right, string shift, CodeWriter code);

    protected static string Element(Dialect dialect, Window window, string offset, string shift)
    {
        var (row, column) = (WindowGeometry.Tap("ky", window.Dilation.Height), WindowGeometry.Tap("kx", window.Dilation.Width));
        return $"ref {dialect.Element} a = {Address.Ref("input", $"((y + {row}) * InputWidth + x{shift} + {column}) * Channels", offset)};";
    }
}

internal sealed class MaxPoolKernel : PoolKernel
{
    public override string NameOf(KernelSpec kernel) => "MaxPool" + Identifier(WindowOf(kernel), kernel.Inputs[0]);

    protected override void EmitWindow(KernelSpec kernel, Dialect dialect, string offset, string left, string right, string shift, CodeWriter code)
    {
        code.Line($"var result = {dialect.Broadcast(dialect.Arithmetic.MinValue)};");
        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        using (code.Block($"for (int kx = {left}; kx < {right}; kx++)"))
        {
            code.Line(Element(dialect, WindowOf(kernel), offset, shift));
            code.Line($"result = {dialect.Arithmetic.Largest(dialect.Load("a"), "result")};");
        }

        code.Line();
    }
}

/// <summary>A partial sum for each row of the window, rows added top-down, one division.</summary>
internal sealed class AveragePoolKernel : PoolKernel
{
    public override string NameOf(KernelSpec kernel) =>
        "AveragePool" + Identifier(WindowOf(kernel), kernel.Inputs[0]) + (((AveragePool)kernel.Operation).CountIncludePad ? "Whole" : "");

    protected override void EmitWindow(KernelSpec kernel, Dialect dialect, string offset, string left, string right, string shift, CodeWriter code)
    {
        code.Line($"var sum = {dialect.Zero};");
        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        {
            code.Line($"var rowSum = {dialect.Zero};");
            using (code.Block($"for (int kx = {left}; kx < {right}; kx++)"))
            {
                code.Line(Element(dialect, WindowOf(kernel), offset, shift));
                code.Line(dialect.Accumulate("rowSum", dialect.Load("a")));
            }

            code.Line();
            code.Line(dialect.Accumulate("sum", "rowSum"));
        }

        code.Line();
        var count = ((AveragePool)kernel.Operation).CountIncludePad
            ? dialect.Arithmetic.Literal(WindowOf(kernel).Kernel.Area)
            : dialect.Arithmetic.Count($"(bottom - top) * ({right} - {left})");
        code.Line($"var result = {Expression.Bare(dialect.Divide("sum", dialect.Broadcast(count)))};");
    }
}
