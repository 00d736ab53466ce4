using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>The mean or the sum of elements along some axes. Workers share outputs.</summary>
internal sealed class IntegerMeanKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "IntegerMean_" + AxesOf(kernel).DisplayText;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (input, axes) = (kernel.Inputs[0], AxesOf(kernel));
        return
        [
            ("Outputs", kernel.Output.Length),
            ("Channels", input.Channels),
            ("Width", input.Width),
            ("OutputWidth", kernel.Output.Width),
            ("OutputChannels", kernel.Output.Channels),
            ("Rows", axes.Height ? input.Height : 1),
            ("Columns", axes.Width ? input.Width : 1),
            ("Depth", axes.Channels ? input.Channels : 1),
        ];
    }

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        if (AxesOf(kernel) is { Height: true, Width: true, Channels: false })
        {
            EmitShare(code, "Outputs");
            code.Line(Function(
                "MeanOfPixels",
                "ref weights",
                "ref Unsafe.Add(ref input, begin)",
                "Rows * Columns",
                "Channels",
                "ref Unsafe.Add(ref output, begin)",
                "length"));
            return;
        }

        using (Loop(code, "place", "Outputs"))
        {
            code.Line("int pixel = place / OutputChannels;");
            code.Line("ref byte first = ref Unsafe.Add(ref input, ((((pixel / OutputWidth) * Width) + (pixel % OutputWidth)) * Channels) + (place % "
                + "OutputChannels));");
            code.Line("int sum = 0;");
            using (code.Block("for (int row = 0; row < Rows; row++)"))
            using (code.Block("for (int column = 0; column < Columns; column++)"))
            using (code.Block("for (int channel = 0; channel < Depth; channel++)"))
            {
                code.Line("sum += Unsafe.Add(ref first, (((row * Width) + column) * Channels) + channel);");
            }

            code.Line();
            code.Line("Unsafe.Add(ref output, place) = IntegerFunctions.Mean(ref weights, sum);");
        }
    }

    private static AxisSet AxesOf(KernelSpec kernel) =>
        kernel.Operation is Reduce reduce ? reduce.Axes : new AxisSet(Height: true, Width: true, Channels: false);
}
