using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A table of 256 bytes for each channel. Workers share pixels.</summary>
internal sealed class IntegerSlopeKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "PRelu";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        [("Pixels", kernel.Output.Pixels), ("Channels", kernel.Output.Channels)];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "pixel", "Pixels"))
        using (code.Block("for (int channel = 0; channel < Channels; channel++)"))
        {
            code.Line("int place = (pixel * Channels) + channel;");
            code.Line("Unsafe.Add(ref output, place) = Unsafe.Add(ref weights, (channel * 256) + Unsafe.Add(ref input, place));");
        }
    }
}
