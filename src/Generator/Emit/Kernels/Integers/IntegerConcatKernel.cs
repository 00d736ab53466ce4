using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>Maps side by side, each by a table of its own, which brings it to the output's scale. Workers share what stands before the axis.</summary>
internal sealed class IntegerConcatKernel : SharedKernel
{
    private const int Table = 256;

    public override string NameOf(KernelSpec kernel) => "IntegerConcat" + AxisOf(kernel);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        [("Items", Items(kernel.Output, AxisOf(kernel))), ("Length", kernel.Output.Length / Items(kernel.Output, AxisOf(kernel)))];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "item", "Items"))
        {
            var names = Signature.InputNames(kernel.Inputs.Count);
            var offset = 0;
            for (var index = 0; index < names.Count; index++)
            {
                var run = kernel.Inputs[index].Length / Items(kernel.Output, AxisOf(kernel));
                var length = Invariant.Format(run);
                code.Line(Function(
                    "Lookup",
                    $"ref Unsafe.Add(ref weights, {Invariant.Format(index * Table)})",
                    $"ref Unsafe.Add(ref {names[index]}, item * {length})",
                    $"ref Unsafe.Add(ref output, (item * Length) + {Invariant.Format(offset)})",
                    length));
                offset += run;
            }
        }
    }

    private static int Items(TensorType output, Axis axis) => axis switch
    {
        Axis.Height => 1,
        Axis.Width => output.Height,
        _ => output.Pixels,
    };

    private static Axis AxisOf(KernelSpec kernel) => ((Concat)kernel.Operation).Axis;
}
