using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Gradients of what depends on all channels of a pixel: sums in virtual lanes, then each channel. Workers share pixels.</summary>
internal abstract class PixelGradientKernel : Kernel
{
    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Output.Pixels),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                VirtualLanes.EmitLanes(code, dialect);
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input0, pixel * Channels);");
                    code.Line($"ref {dialect.Element} b = ref Unsafe.Add(ref input1, pixel * Channels);");
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
                    EmitSums(kernel, dialect, code);
                    ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                        code.Line(piece.Store(Value(piece, piece.Load("a", offset), piece.Load("b", offset)), "c", offset)));
                }
            }
        }
    }

    /// <summary>Code that declares what all channels share.</summary>
    protected abstract void EmitSums(KernelSpec kernel, Dialect dialect, CodeWriter code);

    /// <summary>The gradient of some channels, from the first input and the output's gradient.</summary>
    protected abstract string Value(Dialect dialect, string element, string change);

    protected static void EmitProducts(KernelSpec kernel, Dialect dialect, CodeWriter code) =>
        VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) =>
            piece.MultiplyAdd(piece.Load("a", offset), piece.Load("b", offset), sum));
}

/// <summary><c>y · (g − Σ g · y)</c>.</summary>
internal sealed class SoftmaxGradientKernel : PixelGradientKernel
{
    public override string NameOf(KernelSpec kernel) => "SoftmaxGradient";

    protected override void EmitSums(KernelSpec kernel, Dialect dialect, CodeWriter code) => EmitProducts(kernel, dialect, code);

    protected override string Value(Dialect dialect, string element, string change) =>
        dialect.Multiply(element, dialect.Subtract(change, dialect.Broadcast("sum")));
}

/// <summary><c>g − exp(y) · Σ g</c>.</summary>
internal sealed class LogSoftmaxGradientKernel : PixelGradientKernel
{
    public override string NameOf(KernelSpec kernel) => "LogSoftmaxGradient";

    protected override void EmitSums(KernelSpec kernel, Dialect dialect, CodeWriter code) =>
        VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) => piece.Add(sum, piece.Load("b", offset)));

    protected override string Value(Dialect dialect, string element, string change) =>
        dialect.Subtract(change, dialect.Multiply(dialect.Arithmetic.Exponential(element), dialect.Broadcast("sum")));
}

/// <summary><c>(g − y · Σ g · y) / root</c> with the normalised y; <c>g / epsilon</c> where the root is less than that.</summary>
internal sealed class L2NormalizeGradientKernel : PixelGradientKernel
{
    public override string NameOf(KernelSpec kernel) => "L2NormalizeGradient" + Invariant.Identifier(((L2NormalizeGradient)kernel.Operation).Epsilon);

    public override string StemOf(KernelSpec kernel) => "L2NormalizeGradient";

    protected override void EmitSums(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (min, zero) = (dialect.Arithmetic.Literal(((L2NormalizeGradient)kernel.Operation).Epsilon), dialect.Arithmetic.Zero);
        code.Line($"{dialect.Value} root;");
        using (code.Braces())
        {
            VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) =>
                piece.MultiplyAdd(piece.Load("a", offset), piece.Load("a", offset), sum));
            code.Line($"root = {dialect.Arithmetic.SquareRoot("sum")};");
        }

        code.Line();
        code.Line($"{dialect.Value} norm = {dialect.Less("root", min)} ? {min} : root;");
        code.Line($"{dialect.Value} share;");
        using (code.Braces())
        {
            EmitProducts(kernel, dialect, code);
            code.Line($"share = {dialect.Less("root", min)} ? {zero} : {dialect.Scalar.Divide(dialect.Scalar.Divide("sum", "norm"), "norm")};");
        }

        code.Line();
    }

    protected override string Value(Dialect dialect, string element, string change) =>
        dialect.Divide(dialect.Subtract(change, dialect.Multiply(element, dialect.Broadcast("share"))), dialect.Broadcast("norm"));
}
