using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// <c>exp(x − max) / Σ</c> over the channels of a pixel. The sum has 16 virtual lanes at every width, added as a tree,
/// so that its rounding does not depend on the CPU. Workers share pixels.
/// </summary>
internal sealed class SoftmaxKernel : Kernel
{
    private const int VirtualLanes = 16;

    public override string NameOf(KernelSpec kernel) => "Softmax";

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
                code.Line($"Span<float> lanes = stackalloc float[{Invariant.Format(VirtualLanes)}];");
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    EmitPixel(kernel, dialect, code);
                }
            }
        }
    }

    private static void EmitPixel(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line("ref float a = ref Unsafe.Add(ref input, pixel * Channels);");
        code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
        code.Line("float max = a;");
        using (code.Block("for (int i = 1; i < Channels; i++)"))
        {
            code.Line("float value = Unsafe.Add(ref a, i);");
            code.Line("max = max < value ? value : max;");
        }

        code.Line();
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
            code.Line(piece.Store($"Exponential.Exp({piece.Load("a", offset)} - {piece.Broadcast("max")})", "c", offset)));
        code.Line();
        code.Line("lanes.Clear();");
        using (code.Block("for (int i = 0; i < Channels; i++)"))
        {
            code.Line($"lanes[i % {Invariant.Format(VirtualLanes)}] += Unsafe.Add(ref c, i);");
        }

        code.Line();
        using (code.Block($"for (int half = {Invariant.Format(VirtualLanes / 2)}; half > 0; half /= 2)"))
        using (code.Block("for (int i = 0; i < half; i++)"))
        {
            code.Line("lanes[i] += lanes[i + half];");
        }

        code.Line();
        code.Line("float sum = lanes[0];");
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
            code.Line(piece.Store($"({piece.Load("c", offset)} / {piece.Broadcast("sum")})", "c", offset)));
    }
}
