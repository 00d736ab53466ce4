using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A sum, difference or product of two tensors, of which one may count for many pixels or channels. Workers share elements, or pixels.</summary>
/// <param name="method">The runtime's method.</param>
internal sealed class IntegerPairKernel(string method) : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "Integer" + method;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => IsPlain(kernel)
        ? [("Elements", kernel.Output.Length)]
        : [("Pixels", kernel.Output.Pixels), ("Width", kernel.Output.Width), ("Channels", kernel.Output.Channels)];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        if (IsPlain(kernel))
        {
            EmitShare(code, "Elements");
            code.Line(Function(
                method,
                "ref weights",
                "ref Unsafe.Add(ref input0, begin)",
                "1",
                "ref Unsafe.Add(ref input1, begin)",
                "1",
                "ref Unsafe.Add(ref output, begin)",
                "length"));
            return;
        }

        using (Loop(code, "pixel", "Pixels"))
        {
            var (left, right) = (Elements(kernel, 0), Elements(kernel, 1));
            code.Line(
                Function(method, "ref weights", left.Place, left.Step, right.Place, right.Step, "ref Unsafe.Add(ref output, pixel * Channels)", "Channels"));
        }
    }

    private static bool IsPlain(KernelSpec kernel) => kernel.Inputs.All(input => input == kernel.Output);

    /// <summary>Where the elements of an input lie that count for the output's <c>pixel</c>, and how far apart.</summary>
    private static (string Place, string Step) Elements(KernelSpec kernel, int index)
    {
        var (input, output) = (kernel.Inputs[index], kernel.Output);
        var pixel = (input.Height == output.Height, input.Width == output.Width) switch
        {
            _ when input.IsVector => null,
            (true, true) => "pixel",
            (true, false) => "(pixel / Width)",
            _ => "(pixel % Width)",
        };
        var pitch = input.Channels == output.Channels ? " * Channels" : "";
        var name = "input" + Invariant.Format(index);
        return (pixel is null ? "ref " + name : $"ref Unsafe.Add(ref {name}, {pixel}{pitch})", input.Channels == output.Channels ? "1" : "0");
    }
}
