using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A batch normalisation that could not be folded: <c>x · scale + shift</c> with one rounding. Workers share pixels.</summary>
internal sealed class ScaleShiftKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "ScaleShift";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Output.Pixels),
        ("Channels", kernel.Output.Channels),
        ("Scales", WeightShape.Align(kernel.Output.Channels)),
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
                        var scale = piece.Load("weights", offset == "0" ? "Scales" : $"Scales + {offset}");
                        var value = piece.MultiplyAdd(piece.Load("a", offset), scale, piece.Load("weights", offset));
                        code.Line(piece.Store(Activated(kernel, value), "c", offset));
                    });
                }
            }
        }
    }
}
