using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>For each channel a left-to-right sum for each row of the map, rows added top-down, one division. Workers share channels.</summary>
internal sealed class GlobalAveragePoolKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "GlobalAveragePool";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Height", kernel.Inputs[0].Height),
        ("Width", kernel.Inputs[0].Width),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Output.Channels, (piece, offset) => EmitMean(piece, offset, code));
            }
        }
    }

    private static void EmitMean(Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var sum = {dialect.Broadcast("0f")};");
        using (code.Block("for (int y = 0; y < Height; y++)"))
        {
            code.Line($"var row = {dialect.Broadcast("0f")};");
            using (code.Block("for (int x = 0; x < Width; x++)"))
            {
                code.Line($"row += {dialect.Load("input", $"(((y * Width) + x) * Channels) + {offset}")};");
            }

            code.Line();
            code.Line("sum += row;");
        }

        code.Line();
        code.Line(dialect.Store($"(sum / {dialect.Broadcast("(float)(Height * Width)")})", "output", offset));
    }
}
