using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>Rows that are kept, copied in runs as long as their elements lie side by side in the input. Workers share output rows.</summary>
internal sealed class SliceKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => Suffix(Of(kernel));

    /// <summary>What a slice takes, as a part of an identifier.</summary>
    public static string Suffix(Slice slice) => "Slice" + Part("h", slice.Rows) + Part("w", slice.Columns) + Part("c", slice.Channels);

    public override string StemOf(KernelSpec kernel) => "Slice";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (input, slice) = (kernel.Inputs[0], Of(kernel));
        var line = input.Width * input.Channels;
        return
        [
            ("OutputHeight", kernel.Output.Height),
            ("OutputWidth", kernel.Output.Width),
            ("Channels", kernel.Output.Channels),
            ("First", (Begin(slice.Rows) * line) + (Begin(slice.Columns) * input.Channels) + Begin(slice.Channels)),
            ("RowStep", Step(slice.Rows) * line),
            ("ColumnStep", Step(slice.Columns) * input.Channels),
            ("ChannelStep", Step(slice.Channels)),
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, First + row * RowStep);");
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, row * OutputWidth * Channels);");
                    EmitRow(Of(kernel), kernel.Inputs[0].Channels == kernel.Output.Channels, code);
                }
            }
        }
    }

    private static void EmitRow(Slice slice, bool isWholePixel, CodeWriter code)
    {
        if (Step(slice.Columns) == 1 && Step(slice.Channels) == 1 && isWholePixel)
        {
            code.Line("MemoryMarshal.CreateSpan(ref a, OutputWidth * Channels).CopyTo(MemoryMarshal.CreateSpan(ref c, OutputWidth * Channels));");
            return;
        }

        using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
        {
            if (Step(slice.Channels) == 1)
            {
                code.Line("MemoryMarshal.CreateSpan(ref Unsafe.Add(ref a, column * ColumnStep), Channels).CopyTo(MemoryMarshal.CreateSpan(ref "
                    + "Unsafe.Add(ref c, column * Channels), Channels));");
                return;
            }

            using (code.Block("for (int i = 0; i < Channels; i++)"))
            {
                code.Line("Unsafe.Add(ref c, column * Channels + i) = Unsafe.Add(ref a, column * ColumnStep + i * ChannelStep);");
            }
        }
    }

    private static int Begin(AxisSlice? slice) => slice?.Begin ?? 0;

    private static int Step(AxisSlice? slice) => slice?.Step ?? 1;

    /// <summary><c>h2by3</c>: the output's shape tells the end.</summary>
    private static string Part(string axis, AxisSlice? slice) => slice is { } part
        ? "_" + axis + Invariant.Format(part.Begin) + (part.Step == 1 ? "" : "by" + Invariant.Identifier(part.Step))
        : "";

    private static Slice Of(KernelSpec kernel) => (Slice)kernel.Operation;
}
