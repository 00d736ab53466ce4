using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A transposed convolution of integers, output by output: each sums the inputs that the kernel spreads over it. Workers share output rows.</summary>
internal sealed class IntegerTransposedKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel)
    {
        var (window, groups) = (Of(kernel).Window, Of(kernel).Groups);
        return $"IntegerTransposed{Identifier(window, kernel.Inputs[0])}" + (groups == 1 ? "" : "g" + Invariant.Format(groups));
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        .. WindowConstants.Of(Of(kernel).Window, kernel.Inputs[0], kernel.Output),
        ("Outputs", kernel.Output.Channels),
        ("GroupInputs", kernel.Inputs[0].Channels / Of(kernel).Groups),
        ("GroupOutputs", kernel.Output.Channels / Of(kernel).Groups),
        ("InputPitch", IntegerLayout.Padded(kernel.Output.Channels)),
        ("Kernel", IntegerLayout.KernelAt(kernel.Output.Channels, kernel.Operation.Integers!.IsFixedPoint)),
    ];

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        IntegerTiers.EmitSums(kernel, "Outputs", code);
        using (Loop(code, "row", "OutputHeight"))
        using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
        using (code.Block("for (int channel = 0; channel < Outputs; channel++)"))
        {
            code.Line("int group = channel / GroupOutputs * GroupInputs;");
            code.Line("int zero = sums.WeightZeros(channel);");
            code.Line("int sum = sums.Bias(channel);");
            using (code.Block("for (int ky = 0; ky < KernelHeight; ky++)"))
            using (code.Block("for (int kx = 0; kx < KernelWidth; kx++)"))
            {
                code.Line("int y = row + Top - (ky * DilationY);");
                code.Line("int x = column + Left - (kx * DilationX);");
                code.Line("bool isInside = y >= 0 && x >= 0 && y % StrideY == 0 && x % StrideX == 0 && y / StrideY < InputHeight && x / StrideX < InputWidth;");
                using (code.Block("for (int k = 0; k < GroupInputs; k++)"))
                {
                    code.Line("int value = isInside ? Unsafe.Add(ref input, ((((y / StrideY) * InputWidth) + (x / StrideX)) * Channels) + group + k) : "
                        + "sums.Padding;");
                    code.Line("sum += value * (IntegerSums.LoadSigned(ref weights, Kernel + (((((ky * KernelWidth) + kx) * GroupInputs) + k) * "
                        + "InputPitch) + channel) - zero);");
                }
            }

            code.Line();
            code.Line("Unsafe.Add(ref output, (((row * OutputWidth) + column) * Outputs) + channel) = requantization.Of(sum, channel);");
        }
    }

    private static ConvTranspose Of(KernelSpec kernel) => (ConvTranspose)kernel.Operation;
}
