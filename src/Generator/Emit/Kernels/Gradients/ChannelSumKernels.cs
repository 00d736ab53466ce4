using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Sums over the batch for each channel. Lanes run across channels, and workers share them.</summary>
internal abstract class ChannelSumKernel : Kernel
{
    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [];

    public override IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) =>
    [
        ("height", kernel.Inputs[0].Height),
        ("width", kernel.Inputs[0].Width),
        ("channels", kernel.Inputs[0].Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitSharedSized(code, dialect, "channels", (piece, offset) => EmitChannels(kernel, piece, offset, code));
            }
        }
    }

    /// <summary>The code of one vector of channels.</summary>
    protected abstract void EmitChannels(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code);

    protected static void EmitSums(CodeWriter code, Dialect dialect, IReadOnlyList<string> sums, Func<string, IReadOnlyList<string>> statements) =>
        BatchSums.Emit(code, dialect, "height", "width", "channels", sums, statements);
}

/// <summary>The sums of values, then of the squares of their distances from the mean.</summary>
internal sealed class BatchMomentsKernel : ChannelSumKernel
{
    public override string NameOf(KernelSpec kernel) => "BatchMoments" + Invariant.Identifier(((BatchMoments)kernel.Operation).Epsilon);

    public override IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) =>
        [.. base.Sizes(kernel), ("section", NormSections.Pitch(kernel.Inputs[0]))];

    protected override void EmitChannels(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var mean = {dialect.Load("input1", Address.Sum("(2 * section)", offset))};");
        code.Line($"var variance = {dialect.Load("input1", Address.Sum("(3 * section)", offset))};");
        using (code.Block("if (frame.UsesBatchStatistics)"))
        {
            code.Line($"var count = {dialect.Broadcast(dialect.Arithmetic.Count("frame.Images * height * width"))};");
            EmitSums(code, dialect, ["sum"], pixel => [dialect.Accumulate("sumOfRow", dialect.Load("input0", Address.Sum(pixel, offset)))]);
            code.Line($"mean = {Expression.Bare(dialect.Divide("sum", "count"))};");
            EmitSums(code, dialect, ["squares"], pixel =>
            [
                $"var distance = {dialect.Subtract(dialect.Load("input0", Address.Sum(pixel, offset)), "mean")};",
                $"squaresOfRow = {dialect.MultiplyAdd("distance", "distance", "squaresOfRow")};",
            ]);
            code.Line($"variance = {Expression.Bare(dialect.Divide("squares", "count"))};");
        }

        code.Line();
        var epsilon = dialect.Broadcast(dialect.Arithmetic.Literal(((BatchMoments)kernel.Operation).Epsilon));
        var deviation = dialect.Arithmetic.Apply(UnaryFunction.Sqrt, Expression.Bare(dialect.Add("variance", epsilon)));
        code.Line(dialect.Store("mean", "output", offset));
        code.Line(dialect.Store("variance", "output", Address.Sum("channels", offset)));
        var inverse = dialect.Divide(dialect.Broadcast(dialect.Arithmetic.Literal(1.0)), deviation);
        code.Line(dialect.Store(inverse, "output", Address.Sum("(2 * channels)", offset)));
    }
}

/// <summary>The sums of gradients, and of gradients times normalised values.</summary>
internal sealed class NormParameterGradientKernel : ChannelSumKernel
{
    public override string NameOf(KernelSpec kernel) => "NormParameterGradient";

    public override IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) =>
        [.. base.Sizes(kernel), ("section", NormSections.Pitch(kernel.Inputs[0]))];

    protected override void EmitChannels(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var mean = {dialect.Load("input2", offset)};");
        code.Line($"var scale = {dialect.Load("input2", Address.Sum("(2 * channels)", offset))};");
        EmitSums(code, dialect, ["gamma", "beta"], pixel =>
        [
            $"var change = {dialect.Load("input1", Address.Sum(pixel, offset))};",
            $"var value = {dialect.Multiply(dialect.Subtract(dialect.Load("input0", Address.Sum(pixel, offset)), "mean"), "scale")};",
            $"gammaOfRow = {dialect.MultiplyAdd("value", "change", "gammaOfRow")};",
            dialect.Accumulate("betaOfRow", "change"),
        ]);
        code.Line(dialect.Store("gamma", "output", offset));
        code.Line(dialect.Store("beta", "output", Address.Sum("section", offset)));
    }
}

/// <summary>The sums of gradients times values below 0.</summary>
internal sealed class SlopeGradientKernel : ChannelSumKernel
{
    public override string NameOf(KernelSpec kernel) => "SlopeGradient";

    protected override void EmitChannels(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        EmitSums(code, dialect, ["sum"], pixel =>
        [
            $"var value = {dialect.Load("input0", Address.Sum(pixel, offset))};",
            $"var below = {dialect.WhereLess("value", dialect.Zero, "value", dialect.Zero)};",
            $"sumOfRow = {dialect.MultiplyAdd("below", dialect.Load("input1", Address.Sum(pixel, offset)), "sumOfRow")};",
        ]);
        code.Line(dialect.Store("sum", "output", offset));
    }
}

/// <summary>The sum of the images' gradients, element by element.</summary>
internal sealed class ConstantGradientKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "ConstantGradient";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [("Length", kernel.Inputs[0].Length)];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Inputs[0].Length, (piece, offset) =>
                {
                    code.Line($"var sum = {piece.Zero};");
                    using (code.Block("for (int image = 0; image < frame.Images; image++)"))
                    {
                        code.Line(piece.Accumulate("sum", piece.Load("input", $"(image * Length) + {offset}")));
                    }

                    code.Line();
                    code.Line(piece.Store("sum", "output", offset));
                });
            }
        }
    }
}

/// <summary>Where a batch normalisation's gamma, beta, mean and variance begin: each on cache lines of its own.</summary>
internal static class NormSections
{
    public static int Pitch(TensorType input) => Machine.CacheLine.Align(input.Channels, input.Element);
}
