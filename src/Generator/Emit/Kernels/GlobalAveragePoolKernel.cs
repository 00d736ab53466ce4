using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>The mean of a map on its own. Workers share channels.</summary>
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
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(
                    code,
                    dialect,
                    kernel.Output.Channels,
                    (piece, offset) => PanelPool.EmitMean(code, piece, "Height", "Width", "Channels", offset));
            }
        }
    }
}
