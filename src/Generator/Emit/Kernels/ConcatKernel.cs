using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// Maps side by side: for each pixel the channels of each input in turn, for each row the columns of each, or all rows of each.
/// Workers share pixels, or rows.
/// </summary>
internal sealed class ConcatKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => AxisOf(kernel) switch
    {
        Axis.Height => "ConcatRows",
        Axis.Width => "ConcatColumns",
        _ => "Concat",
    };

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => AxisOf(kernel) == Axis.Channels
        ? [("Pixels", kernel.Output.Pixels), ("Channels", kernel.Output.Channels)]
        : [("Rows", kernel.Output.Height), ("Line", kernel.Output.Width * kernel.Output.Channels)];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                switch (AxisOf(kernel))
                {
                    case Axis.Height:
                        EmitRows(kernel, code);
                        break;
                    case Axis.Width:
                        EmitEach(kernel, "row", "Rows", "Line", input => input.Width * input.Channels, code);
                        break;
                    default:
                        EmitEach(kernel, "pixel", "Pixels", "Channels", input => input.Channels, code);
                        break;
                }
            }
        }
    }

    /// <summary>A run of each input for each pixel or row.</summary>
    private static void EmitEach(KernelSpec kernel, string item, string count, string length, Func<TensorType, int> run, CodeWriter code)
    {
        code.Line($"int end = frame.End({count});");
        using (code.Block($"for (int {item} = frame.Begin({count}); {item} < end; {item}++)"))
        {
            code.Line($"ref {kernel.Output.Element.CSharp} c = ref Unsafe.Add(ref output, {item} * {length});");
            var names = Signature.InputNames(kernel.Inputs.Count);
            var offset = 0;
            for (var index = 0; index < names.Count; index++)
            {
                var elements = Invariant.Format(run(kernel.Inputs[index]));
                code.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {names[index]}, {item} * {elements}), "
                    + $"{elements}).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, {Invariant.Format(offset)}), {elements}));");
                offset += run(kernel.Inputs[index]);
            }
        }
    }

    /// <summary>Of each input the rows that are among the worker's.</summary>
    private static void EmitRows(KernelSpec kernel, CodeWriter code)
    {
        code.Line("int begin = frame.Begin(Rows);");
        code.Line("int end = frame.End(Rows);");
        var names = Signature.InputNames(kernel.Inputs.Count);
        var before = 0;
        for (var index = 0; index < names.Count; index++)
        {
            var (first, last) = (Invariant.Format(before), Invariant.Format(before + kernel.Inputs[index].Height));
            using (code.Block($"if (Math.Max(begin, {first}) < Math.Min(end, {last}))"))
            {
                code.Line($"int row = Math.Max(begin, {first});");
                code.Line($"int length = (Math.Min(end, {last}) - row) * Line;");
                code.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {names[index]}, (row - {first}) * Line), "
                    + $"length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * Line), length));");
            }

            before += kernel.Inputs[index].Height;
        }
    }

    private static Axis AxisOf(KernelSpec kernel) => ((Concat)kernel.Operation).Axis;
}
