using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary><c>exp(x − max) / Σ</c> over the channels of a pixel, added in virtual lanes. Workers share pixels.</summary>
internal class SoftmaxKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Softmax";

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
                    EmitPixel(kernel, dialect, code);
                }
            }
        }
    }

    private void EmitPixel(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, pixel * Channels);");
        code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
        code.Line($"{dialect.Value} max = {dialect.Scalar.Load("a")};");
        using (code.Block("for (int i = 1; i < Channels; i++)"))
        {
            code.Line($"{dialect.Value} value = {dialect.Scalar.Load("a", "i")};");
            code.Line($"max = {dialect.Less("max", "value")} ? value : max;");
        }

        code.Line();
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
        {
            var difference = piece.Subtract(piece.Load("a", offset), piece.Broadcast("max"));
            code.Line(piece.Store(piece.Arithmetic.Exponential(difference), "c", offset));
        });
        code.Line();
        VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) => Expression.Bare(piece.Add(sum, piece.Load("c", offset))));
        EmitResults(code, dialect, kernel.Output.Channels);
    }

    /// <summary>Code that makes the results from the elements <c>a</c>, the largest of them, the exponentials in <c>c</c>, and their sum.</summary>
    protected virtual void EmitResults(CodeWriter code, Dialect dialect, int channels) =>
        ChannelLanes.Emit(
            code,
            dialect,
            channels,
            (piece, offset) => code.Line(piece.Store(piece.Divide(piece.Load("c", offset), piece.Broadcast("sum")), "c", offset)));
}

/// <summary><c>x − max − ln Σ</c>, with the same sum.</summary>
internal sealed class LogSoftmaxKernel : SoftmaxKernel
{
    public override string NameOf(KernelSpec kernel) => "LogSoftmax";

    protected override void EmitResults(CodeWriter code, Dialect dialect, int channels)
    {
        code.Line($"{dialect.Value} log = {dialect.Arithmetic.Apply(UnaryFunction.Log, "sum")};");
        ChannelLanes.Emit(code, dialect, channels, (piece, offset) =>
            code.Line(piece.Store(piece.Subtract(piece.Load("a", offset), piece.Broadcast("max"), piece.Broadcast("log")), "c", offset)));
    }
}
