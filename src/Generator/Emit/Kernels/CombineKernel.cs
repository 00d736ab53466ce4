using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A sum or product of several inputs, left to right. Where vectors meet maps, workers share pixels, else elements.</summary>
internal sealed class CombineKernel(string name, string sign) : Kernel
{
    public override string NameOf(KernelSpec kernel) => name;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        Broadcasts(kernel) ? [("Pixels", kernel.Output.Pixels), ("Channels", kernel.Output.Channels)] : [];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                var inputs = Signature.InputNames(kernel.Inputs.Count);
                if (Broadcasts(kernel))
                {
                    EmitPixels(kernel, dialect, inputs, code);
                }
                else
                {
                    ChannelLanes.EmitShared(code, dialect, kernel.Output.Length, (piece, offset) =>
                        code.Line(piece.Store(Combined(kernel, piece, inputs, offset), "output", offset)));
                }
            }
        }
    }

    private static bool Broadcasts(KernelSpec kernel) => kernel.Inputs.Any(input => input != kernel.Output);

    private void EmitPixels(KernelSpec kernel, Dialect dialect, IReadOnlyList<string> inputs, CodeWriter code)
    {
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            var pixels = new List<string>();
            for (var index = 0; index < inputs.Count; index++)
            {
                var isVector = kernel.Inputs[index].IsVector;
                pixels.Add(isVector ? inputs[index] : $"pixel{Invariant.Format(index)}");
                if (!isVector)
                {
                    code.Line($"ref float {pixels[index]} = ref Unsafe.Add(ref {inputs[index]}, pixel * Channels);");
                }
            }

            code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
            ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                code.Line(piece.Store(Combined(kernel, piece, pixels, offset), "c", offset)));
        }
    }

    private string Combined(KernelSpec kernel, Dialect dialect, IEnumerable<string> inputs, string offset) =>
        Activated(kernel, "(" + string.Join($" {sign} ", inputs.Select(input => dialect.Load(input, offset))) + ")");
}
