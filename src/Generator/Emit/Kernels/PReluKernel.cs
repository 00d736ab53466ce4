using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>The value times its channel's slope where it is below 0. Workers share pixels.</summary>
internal sealed class PReluKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "PRelu";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Output.Pixels),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    code.Line("ref float a = ref Unsafe.Add(ref input, pixel * Channels);");
                    code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
                    ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                    {
                        code.Line($"{piece.Type} value = {piece.Load("a", offset)};");
                        code.Line(piece.Store(piece.WhereLess("value", piece.Broadcast("0f"), $"value * {piece.Load("weights", offset)}", "value"), "c", offset));
                    });
                }
            }
        }
    }
}
