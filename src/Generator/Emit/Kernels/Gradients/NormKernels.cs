using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Batch normalisation of one image, with the batch's moments. Workers share pixels.</summary>
internal abstract class NormKernel : Kernel
{
    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [];

    public override IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) =>
    [
        ("pixels", kernel.Output.Pixels),
        ("channels", kernel.Output.Channels),
        ("section", NormSections.Pitch(kernel.Output)),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                EmitStart(dialect, code);
                code.Line("int end = frame.End(pixels);");
                using (code.Block("for (int pixel = frame.Begin(pixels); pixel < end; pixel++)"))
                {
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref {InputNames(kernel)[0]}, pixel * channels);");
                    EmitPixel(dialect, code);
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * channels);");
                    ChannelLanes.EmitSized(code, dialect, "0", "channels", (piece, offset) => EmitChannels(piece, offset, code));
                }
            }
        }
    }

    protected virtual void EmitStart(Dialect dialect, CodeWriter code)
    {
    }

    protected virtual void EmitPixel(Dialect dialect, CodeWriter code)
    {
    }

    protected abstract void EmitChannels(Dialect dialect, string offset, CodeWriter code);
}

/// <summary><c>(x − mean) · (gamma / deviation) + beta</c>.</summary>
internal sealed class NormalizeBatchKernel : NormKernel
{
    public override IReadOnlyList<string> InputNames(KernelSpec kernel) => ["input", "moments", "parameters"];

    public override string NameOf(KernelSpec kernel) => "NormalizeBatch";

    protected override void EmitChannels(Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var value = {Expression.Bare(dialect.Subtract(dialect.Load("a", offset), dialect.Load("moments", offset)))};");
        var scale = dialect.Multiply(dialect.Load("moments", Address.Sum("(2 * channels)", offset)), dialect.Load("parameters", offset));
        code.Line($"var scale = {Expression.Bare(scale)};");
        code.Line(dialect.Store(dialect.MultiplyAdd("value", "scale", dialect.Load("parameters", Address.Sum("section", offset))), "c", offset));
    }
}

/// <summary>The gradient without its means, times <c>gamma / deviation</c>.</summary>
internal sealed class NormInputGradientKernel : NormKernel
{
    public override IReadOnlyList<string> InputNames(KernelSpec kernel) => ["input", "gradient", "moments", "parameters", "sums"];

    public override string NameOf(KernelSpec kernel) => "NormInputGradient";

    protected override void EmitStart(Dialect dialect, CodeWriter code)
    {
        var share = dialect.Scalar.Divide(dialect.Arithmetic.Literal(1.0), dialect.Arithmetic.Count("frame.Images * pixels"));
        code.Line($"{dialect.Value} share = frame.UsesBatchStatistics ? {Expression.Bare(share)} : {dialect.Arithmetic.Zero};");
    }

    protected override void EmitPixel(Dialect dialect, CodeWriter code) =>
        code.Line($"ref {dialect.Element} b = ref Unsafe.Add(ref gradient, pixel * channels);");

    protected override void EmitChannels(Dialect dialect, string offset, CodeWriter code)
    {
        code.Line($"var deviation = {dialect.Load("moments", Address.Sum("(2 * channels)", offset))};");
        var centered = dialect.Subtract(dialect.Load("a", offset), dialect.Load("moments", offset));
        code.Line($"var value = {Expression.Bare(dialect.Multiply(centered, "deviation"))};");
        var (gamma, beta) = (dialect.Load("sums", offset), dialect.Load("sums", Address.Sum("section", offset)));
        code.Line($"var all = {Expression.Bare(dialect.MultiplyAdd("value", gamma, beta))};");
        code.Line($"var change = {Expression.Bare(dialect.Subtract(dialect.Load("b", offset), dialect.Multiply("all", dialect.Broadcast("share"))))};");
        code.Line(dialect.Store(dialect.Multiply("change", dialect.Multiply("deviation", dialect.Load("parameters", offset))), "c", offset));
    }
}
