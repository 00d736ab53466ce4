using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Elements back to where a slice took them from. Workers share the rows of the whole map.</summary>
internal sealed class SliceGradientKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => "Gradient" + SliceKernel.Suffix(Of(kernel));

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (slice, part, whole) = (Of(kernel), kernel.Inputs[0], kernel.Output);
        return
        [
            ("Height", whole.Height),
            ("Line", whole.Width * whole.Channels),
            ("PartHeight", part.Height),
            ("PartWidth", part.Width),
            ("PartChannels", part.Channels),
            ("FirstRow", Begin(slice.Rows)),
            ("RowStep", Step(slice.Rows)),
            ("First", (Begin(slice.Columns) * whole.Channels) + Begin(slice.Channels)),
            ("ColumnStep", Step(slice.Columns) * whole.Channels),
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
                code.Line("int end = frame.End(Height);");
                using (code.Block("for (int y = frame.Begin(Height); y < end; y++)"))
                {
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, y * Line);");
                    code.Line($"MemoryMarshal.CreateSpan(ref c, Line).Fill({dialect.Arithmetic.Stored(dialect.Arithmetic.Zero)});");
                    code.Line("int row = (y - FirstRow) / RowStep;");
                    using (code.Block("if ((y - FirstRow) % RowStep != 0 || (uint)row >= PartHeight)"))
                    {
                        code.Line("continue;");
                    }

                    code.Line();
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, row * PartWidth * PartChannels);");
                    using (code.Block("for (int column = 0; column < PartWidth; column++)"))
                    using (code.Block("for (int i = 0; i < PartChannels; i++)"))
                    {
                        code.Line(dialect.Store(dialect.Load("a", "(column * PartChannels) + i"), "c", "First + (column * ColumnStep) + (i * ChannelStep)"));
                    }
                }
            }
        }
    }

    private static int Begin(AxisSlice? slice) => slice?.Begin ?? 0;

    private static int Step(AxisSlice? slice) => slice?.Step ?? 1;

    private static Slice Of(KernelSpec kernel) => ((SliceGradient)kernel.Operation).Slice;
}
