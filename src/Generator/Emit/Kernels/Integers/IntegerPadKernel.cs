using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>Each row of the map between the two sides of its border, whose integer is the first of the weights. Workers share output rows.</summary>
internal sealed class IntegerPadKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "IntegerPad" + AmountOf(kernel).DisplayText.Replace(',', '_');

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputHeight", kernel.Inputs[0].Height),
        ("InputLine", kernel.Inputs[0].Width * kernel.Inputs[0].Channels),
        ("OutputHeight", kernel.Output.Height),
        ("OutputLine", kernel.Output.Width * kernel.Output.Channels),
        ("Top", AmountOf(kernel).Top),
        ("Left", AmountOf(kernel).Left * kernel.Output.Channels),
    ];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "row", "OutputHeight"))
        {
            code.Line("Span<byte> line = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * OutputLine), OutputLine);");
            code.Line("line.Fill(weights);");
            using (code.Block("if (row >= Top && row < Top + InputHeight)"))
            {
                code.Line("MemoryMarshal.CreateSpan(ref Unsafe.Add(ref input, (row - Top) * InputLine), InputLine).CopyTo(line[Left..]);");
            }
        }
    }

    private static Graph.Margins AmountOf(KernelSpec kernel) => ((Pad)kernel.Operation).Amount;
}
