using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Tap by tap the products of what it reads and of the output's gradient. Lanes run across channels, and workers share them.</summary>
internal sealed class DepthwiseGradientKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) =>
        "DepthwiseGradient" + Identifier(Of(kernel).Window, kernel.Inputs[0]) + (Of(kernel).Shape.Bias == true ? "_bias" : "");

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputHeight", kernel.Inputs[0].Height),
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Inputs[1].Height),
        ("OutputWidth", kernel.Inputs[1].Width),
        ("Channels", kernel.Inputs[0].Channels),
        ("WeightStart", Of(kernel).Shape.KernelStart),
    ];

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        var (window, input, output) = (Of(kernel).Window, kernel.Inputs[0], kernel.Inputs[1]);
        var margins = window.Margins(input);
        new TapRange(input.Height, output.Height, window.Kernel.Height, window.Stride.Height, window.Dilation.Height, margins.Top).Emit(code, "Row");
        new TapRange(input.Width, output.Width, window.Kernel.Width, window.Stride.Width, window.Dilation.Width, margins.Left).Emit(code, "Column");
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Inputs[0].Channels, (piece, offset) =>
                {
                    EmitTaps(kernel, piece, offset, code);
                    if (Of(kernel).Shape.Bias == true)
                    {
                        code.Line();
                        BatchSums.Emit(code, piece, "OutputHeight", "OutputWidth", "Channels", ["sum"], pixel =>
                            [piece.Accumulate("sumOfRow", piece.Load("input1", Address.Sum(pixel, offset)))]);
                        code.Line(piece.Store("sum", "output", offset));
                    }
                });
            }
        }
    }

    private static void EmitTaps(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        var window = Of(kernel).Window;
        var margins = window.Margins(kernel.Inputs[0]);
        using (code.Block($"for (int ky = 0; ky < {Invariant.Format(window.Kernel.Height)}; ky++)"))
        using (code.Block($"for (int kx = 0; kx < {Invariant.Format(window.Kernel.Width)}; kx++)"))
        {
            code.Line($"var all = {dialect.Zero};");
            using (code.Block("for (int image = 0; image < frame.Images; image++)"))
            {
                code.Line($"var ofImage = {dialect.Zero};");
                using (code.Block("for (int row = RowFirst[ky]; row < RowEnd[ky]; row++)"))
                {
                    var (tapRow, tapColumn) = (WindowGeometry.Tap("ky", window.Dilation.Height), WindowGeometry.Tap("kx", window.Dilation.Width));
                    code.Line(
                        $"int y = (image * InputHeight) + (row * {Invariant.Format(window.Stride.Height)}) + {tapRow} - {Invariant.Format(margins.Top)};");
                    code.Line($"int x = (ColumnFirst[kx] * {Invariant.Format(window.Stride.Width)}) + {tapColumn} - {Invariant.Format(margins.Left)};");
                    var place = Address.Sum("(((((image * OutputHeight) + row) * OutputWidth) + ColumnFirst[kx]) * Channels)", offset);
                    code.Line($"ref {dialect.Element} a = {Address.Ref("input0", "(((y * InputWidth) + x) * Channels)", offset)};");
                    code.Line($"ref {dialect.Element} b = ref Unsafe.Add(ref input1, {place});");
                    code.Line($"var ofRow = {dialect.Zero};");
                    using (code.Block("for (int column = ColumnFirst[kx]; column < ColumnEnd[kx]; column++)"))
                    {
                        code.Line($"ofRow = {dialect.MultiplyAdd(dialect.Load("a"), dialect.Load("b"), "ofRow")};");
                        code.Line($"a = ref Unsafe.Add(ref a, {Invariant.Format(window.Stride.Width)} * Channels);");
                        code.Line("b = ref Unsafe.Add(ref b, Channels);");
                    }

                    code.Line();
                    code.Line(dialect.Accumulate("ofImage", "ofRow"));
                }

                code.Line();
                code.Line(dialect.Accumulate("all", "ofImage"));
            }

            code.Line();
            code.Line(dialect.Store("all", "output", $"WeightStart + (((ky * {Invariant.Format(window.Kernel.Width)}) + kx) * Channels) + {offset}"));
        }
    }

    private static DepthwiseGradient Of(KernelSpec kernel) => (DepthwiseGradient)kernel.Operation;
}
