using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>The mean of the elements under a window that lie in the map. Workers share output rows.</summary>
internal sealed class IntegerAveragePoolKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "IntegerAveragePool" + Identifier(WindowOf(kernel), kernel.Inputs[0]);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => WindowConstants.Of(WindowOf(kernel), kernel.Inputs[0], kernel.Output);

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "row", "OutputHeight"))
        using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
        using (code.Block("for (int channel = 0; channel < Channels; channel++)"))
        {
            code.Line("int sum = 0;");
            code.Line("int count = 0;");
            using (WindowConstants.Taps(code))
            {
                code.Line("sum += Unsafe.Add(ref input, (((y * InputWidth) + x) * Channels) + channel);");
                code.Line("count++;");
            }

            code.Line();
            code.Line("Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel) = IntegerFunctions.PooledMean(ref weights, sum, count);");
        }
    }

    private static Window WindowOf(KernelSpec kernel) => kernel.Operation.SlidingWindow!;
}
