using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>Each output pixel gathered from where its elements lie in the input. Workers share pixels.</summary>
internal sealed class TransposeKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => "Transpose" + Literal.Identifier(Of(kernel).Axes.DisplayText, pascal: true);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var input = kernel.Inputs[0];
        int[] steps = [input.Width * input.Channels, input.Channels, 1];
        var axes = Of(kernel).Axes;
        return
        [
            ("Pixels", kernel.Output.Pixels),
            ("OutputWidth", kernel.Output.Width),
            ("Channels", kernel.Output.Channels),
            ("RowStep", steps[(int)axes.First]),
            ("ColumnStep", steps[(int)axes.Second]),
            ("ChannelStep", steps[(int)axes.Third]),
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, pixel / OutputWidth * RowStep + pixel % OutputWidth * ColumnStep);");
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
                    using (code.Block("for (int i = 0; i < Channels; i++)"))
                    {
                        code.Line("Unsafe.Add(ref c, i) = Unsafe.Add(ref a, i * ChannelStep);");
                    }
                }
            }
        }
    }

    private static Transpose Of(KernelSpec kernel) => (Transpose)kernel.Operation;
}
