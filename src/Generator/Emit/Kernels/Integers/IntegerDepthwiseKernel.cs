using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A depthwise convolution of integers: lanes run across channels. Padding counts as what stands for 0. Workers share output rows.</summary>
internal sealed class IntegerDepthwiseKernel : Kernel
{
    public override IReadOnlyList<Dialect> DialectsOf(Arithmetic arithmetic) => IntegerTiers.All(arithmetic);

    public override string NameOf(KernelSpec kernel) => "IntegerDepthwise" + Identifier(WindowOf(kernel), kernel.Inputs[0]);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        .. WindowConstants.Of(WindowOf(kernel), kernel.Inputs[0], kernel.Output),
        ("TapPitch", IntegerLayout.Padded(kernel.Output.Channels)),
        ("Kernel", IntegerLayout.KernelAt(kernel.Output.Channels, kernel.Operation.Integers!.IsFixedPoint)),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var form = kernel.Operation.Integers!;
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line($"var sums = new {(form.IsFixedPoint ? "FixedPointSums" : "IntegerSums")}(ref weights, Channels);");
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
                {
                    EmitChannels(kernel, dialect.Tier, code);
                }
            }
        }
    }

    /// <summary>Vectors of falling width that cover the channels.</summary>
    private static void EmitChannels(KernelSpec kernel, Tier widest, CodeWriter code)
    {
        var done = 0;
        foreach (var tier in Tier.All.Where(tier => tier.Lanes <= widest.Lanes))
        {
            var end = kernel.Output.Channels / tier.Lanes * tier.Lanes;
            if (end <= done)
            {
                continue;
            }

            using (code.Block($"for (int channel = {Invariant.Format(done)}; channel < {Invariant.Format(end)}; channel += {Invariant.Format(tier.Lanes)})"))
            {
                EmitVector(kernel, tier, code);
            }

            done = end;
        }
    }

    private static void EmitVector(KernelSpec kernel, Tier tier, CodeWriter code)
    {
        var (isScalar, suffix) = (tier == Tier.Scalar, tier == Tier.Scalar ? "" : tier.Name);
        var zeros = kernel.Operation.Integers!.HasWeightZeros ? $" - sums.WeightZeros{suffix}(channel)" : "";
        code.Line($"var sum = sums.Bias{suffix}(channel);");
        using (code.Block("for (int ky = 0; ky < KernelHeight; ky++)"))
        {
            code.Line("int y = (row * StrideY) - Top + (ky * DilationY);");
            using (code.Block("for (int kx = 0; kx < KernelWidth; kx++)"))
            {
                code.Line("int x = (column * StrideX) - Left + (kx * DilationX);");
                code.Line($"var value = (uint)y < InputHeight && (uint)x < InputWidth ? IntegerSums.Load{suffix}(ref input, (((y * InputWidth) + x) * "
                    + $"Channels) + channel) : sums.Padding{suffix};");
                code.Line($"sum += value * (IntegerSums.LoadSigned{suffix}(ref weights, Kernel + (((ky * KernelWidth) + kx) * TapPitch) + channel){zeros});");
            }
        }

        code.Line();
        code.Line(isScalar
            ? "Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel) = sums.Of(sum, channel);"
            : "sums.Store(sum, channel, ref Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel));");
    }

    private static Window WindowOf(KernelSpec kernel) => kernel.Operation.SlidingWindow!;
}
