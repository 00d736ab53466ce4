using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// Between a map of blocks of pixels, the wide one, and a map that has them as channels, the deep one: pixel by pixel of the wide one,
/// whichever of both is the output. Workers share the wide map's rows.
/// </summary>
internal sealed class DepthSpaceKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => Of(kernel) is var (isSpread, block, mode)
        ? $"{(isSpread ? "DepthToSpace" : "SpaceToDepth")}{Invariant.Format(block)}{mode}"
        : "";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (isSpread, block, _) = Of(kernel);
        var (wide, deep) = isSpread ? (kernel.Output, kernel.Inputs[0]) : (kernel.Inputs[0], kernel.Output);
        return
        [
            ("Height", wide.Height),
            ("Width", wide.Width),
            ("Channels", wide.Channels),
            ("Block", block),
            ("DeepWidth", deep.Width),
            ("DeepChannels", deep.Channels),
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (isSpread, _, mode) = Of(kernel);
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(Height);");
                using (code.Block("for (int row = frame.Begin(Height); row < end; row++)"))
                using (code.Block("for (int column = 0; column < Width; column++)"))
                {
                    code.Line("int place = row % Block * Block + column % Block;");
                    code.Line($"ref {dialect.Element} wide = ref Unsafe.Add(ref {(isSpread ? "output" : "input")}, (row * Width + column) * Channels);");
                    code.Line($"ref {dialect.Element} deep = ref Unsafe.Add(ref {(isSpread ? "input" : "output")}, (row / Block * DeepWidth + "
                        + $"column / Block) * DeepChannels + {(mode == DepthOrder.DCR ? "place * Channels" : "place")});");
                    var (from, to) = isSpread ? ("deep", "wide") : ("wide", "deep");
                    if (mode == DepthOrder.DCR)
                    {
                        code.Line($"MemoryMarshal.CreateSpan(ref {from}, Channels).CopyTo(MemoryMarshal.CreateSpan(ref {to}, Channels));");
                        return;
                    }

                    using (code.Block("for (int i = 0; i < Channels; i++)"))
                    {
                        code.Line($"{Element(to)} = {Element(from)};");
                    }
                }
            }
        }
    }

    private static string Element(string map) => $"Unsafe.Add(ref {map}, {(map == "wide" ? "i" : "i * Block * Block")})";

    private static (bool IsSpread, int Block, DepthOrder Mode) Of(KernelSpec kernel) => kernel.Operation is SpaceToDepth gathered
        ? (false, gathered.BlockSize, gathered.Mode)
        : (true, ((DepthToSpace)kernel.Operation).BlockSize, ((DepthToSpace)kernel.Operation).Mode);
}
