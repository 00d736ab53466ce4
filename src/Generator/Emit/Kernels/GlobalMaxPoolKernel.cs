using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>For each channel the largest value of the map. Workers share channels.</summary>
internal sealed class GlobalMaxPoolKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "GlobalMaxPool";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Inputs[0].Pixels),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Output.Channels, (piece, offset) => EmitLargest(piece, offset, code));
            }
        }
    }

    private static void EmitLargest(Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var largest = {dialect.Broadcast(dialect.Arithmetic.MinValue)};");
        using (code.Block("for (int pixel = 0; pixel < Pixels; pixel++)"))
        {
            code.Line($"largest = {dialect.Arithmetic.Largest(dialect.Load("input", Address.Sum("(pixel * Channels)", offset)), "largest")};");
        }

        code.Line();
        code.Line(dialect.Store("largest", "output", offset));
    }
}
