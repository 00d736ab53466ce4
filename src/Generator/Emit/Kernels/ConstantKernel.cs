using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A copy of the weights. Workers share the elements.</summary>
internal sealed class ConstantKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Constant";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            ChannelLanes.EmitShared(
                code,
                dialect,
                kernel.Output.Length,
                (piece, offset) => code.Line(piece.Store(piece.Load("weights", offset), "output", offset)));
        }
    }
}
