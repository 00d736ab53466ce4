using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>What becomes of each element by itself: a table of 256 bytes, or the step between integers and floats. Workers share elements.</summary>
internal sealed class LookupKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => MethodOf(kernel);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [("Elements", kernel.Output.Length)];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        EmitShare(code, "Elements");
        code.Line(Function(MethodOf(kernel), "ref weights", "ref Unsafe.Add(ref input, begin)", "ref Unsafe.Add(ref output, begin)", "length"));
    }

    private static string MethodOf(KernelSpec kernel) =>
        !kernel.Inputs[0].IsInteger ? "Quantize" : kernel.Operation is Dequantize ? "Dequantize" : "Lookup";
}
