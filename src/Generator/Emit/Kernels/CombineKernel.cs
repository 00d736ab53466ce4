using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A sum, difference or product of several inputs, left to right. Where inputs differ in their shapes, workers share pixels, else elements.</summary>
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
                var place = PixelOf(kernel.Inputs[index], kernel.Output);
                pixels.Add(place is null ? inputs[index] : $"pixel{Invariant.Format(index)}");
                if (place is not null)
                {
                    code.Line($"ref float {pixels[index]} = ref Unsafe.Add(ref {inputs[index]}, {place}{(kernel.Inputs[index].Channels == kernel.Output.Channels ? " * Channels" : "")});");
                }
            }

            code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
            ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                code.Line(piece.Store(Combined(kernel, piece, pixels, offset), "c", offset)));
        }
    }

    /// <summary>The pixel of an input that counts for the output's <c>pixel</c>; null if it is the only one.</summary>
    private static string? PixelOf(TensorType input, TensorType output) => (input.Height == output.Height, input.Width == output.Width) switch
    {
        _ when input.IsVector => null,
        (true, true) => "pixel",
        (true, false) => $"(pixel / {Invariant.Format(output.Width)})",
        _ => $"(pixel % {Invariant.Format(output.Width)})",
    };

    private string Combined(KernelSpec kernel, Dialect dialect, IReadOnlyList<string> inputs, string offset) =>
        Activated(kernel, "(" + string.Join($" {sign} ", inputs.Select((input, index) => kernel.Inputs[index].Channels == kernel.Output.Channels ? dialect.Load(input, offset) : dialect.Broadcast(input))) + ")");
}
