using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>What becomes of each pixel's channels together. Workers share pixels.</summary>
/// <param name="method">The runtime's method.</param>
internal sealed class IntegerVectorKernel(string method) : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "Integer" + method;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        [("Pixels", kernel.Output.Pixels), ("Channels", kernel.Output.Channels)];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "pixel", "Pixels"))
        {
            code.Line(
                Function(method, "ref weights", "ref Unsafe.Add(ref input, pixel * Channels)", "ref Unsafe.Add(ref output, pixel * Channels)", "Channels"));
        }
    }
}
