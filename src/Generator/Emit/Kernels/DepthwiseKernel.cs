using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A depthwise convolution on its own: workers share the rows of its output.</summary>
internal sealed class DepthwiseKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Depthwise" + Identifier(kernel.Operation.SlidingWindow!, kernel.Inputs[0]);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
        ("Taps", kernel.Weights[0].KernelStart),
    ];

    public override Dialect WordsOf(Dialect dialect) => dialect.Shared;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method(dialect.Method("Run"), Signature.Parameters(kernel), dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    ChannelLanes.EmitCalls(code, dialect, "Row", kernel.Output.Channels, channel =>
                        $"{Address.Ref("input", channel)}, row, {Address.Ref("weights", channel)}{Biases.Argument(dialect, "weights", channel)}, "
                            + $"{Address.Ref("output", "(row * OutputWidth * Channels)", channel)}", "Channels");
                }
            }
        }

        var columns = RegisterTiles.DepthwiseColumns(dialect.Tier, kernel.Output.Width, kernel.Part.Window.Kernel.Width);
        new DepthwiseRow(kernel.Part, dialect, columns, RowView.Tensor, "Channels").Emit(code, "Row", kernel.Output.Channels);
    }
}
