using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>Maps side by side along the channels: for each pixel, the channels of each input in turn. Workers share pixels.</summary>
internal sealed class ConcatKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel) => "Concat";

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
                    code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
                    EmitCopies(kernel, code);
                }
            }
        }
    }

    private static void EmitCopies(KernelSpec kernel, CodeWriter code)
    {
        var names = Signature.InputNames(kernel.Inputs.Count);
        var offset = 0;
        for (var index = 0; index < names.Count; index++)
        {
            var channels = Invariant.Format(kernel.Inputs[index].Channels);
            code.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {names[index]}, pixel * {channels}), {channels}).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, {Invariant.Format(offset)}), {channels}));");
            offset += kernel.Inputs[index].Channels;
        }
    }
}
