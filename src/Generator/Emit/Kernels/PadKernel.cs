using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>Each row of the map between the two sides of its border. Workers share output rows.</summary>
internal sealed class PadKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) =>
        "Pad" + Of(kernel).Amount.DisplayText.Replace(',', '_') + (Of(kernel).Value == 0 ? "" : "v" + Invariant.Identifier(Of(kernel).Value));

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputHeight", kernel.Inputs[0].Height),
        ("InputLine", kernel.Inputs[0].Width * kernel.Inputs[0].Channels),
        ("OutputHeight", kernel.Output.Height),
        ("OutputLine", kernel.Output.Width * kernel.Output.Channels),
        ("Left", Of(kernel).Amount.Left * kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var amount = Of(kernel).Amount;
        var value = dialect.Arithmetic.Stored(dialect.Arithmetic.Literal(Of(kernel).Value));
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    code.Line($"Span<{dialect.Element}> line = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * OutputLine), OutputLine);");
                    code.Line("int y = row" + (amount.Top == 0 ? ";" : $" - {Invariant.Format(amount.Top)};"));
                    if (amount.Top + amount.Bottom > 0)
                    {
                        using (code.Block("if ((uint)y >= InputHeight)"))
                        {
                            code.Line($"line.Fill({value});");
                            code.Line("continue;");
                        }

                        code.Line();
                    }

                    code.Line("MemoryMarshal.CreateSpan(ref Unsafe.Add(ref input, y * InputLine), InputLine).CopyTo(line.Slice(Left));");
                    EmitSide(amount.Left, "line.Slice(0, Left)");
                    EmitSide(amount.Right, "line.Slice(Left + InputLine)");
                }
            }
        }

        void EmitSide(int pixels, string side)
        {
            if (pixels > 0)
            {
                code.Line($"{side}.Fill({value});");
            }
        }
    }

    private static Pad Of(KernelSpec kernel) => (Pad)kernel.Operation;
}
