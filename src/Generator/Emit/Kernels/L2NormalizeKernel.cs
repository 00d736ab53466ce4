using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>The root of the sum of squares of a pixel's channels, added in virtual lanes, and one division an element. Workers share pixels.</summary>
internal sealed class L2NormalizeKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "L2Normalize" + Invariant.Identifier(Of(kernel).Epsilon);

    public override string StemOf(KernelSpec kernel) => "L2Normalize";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Output.Pixels),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var min = dialect.Arithmetic.Literal(Of(kernel).Epsilon);
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                VirtualLanes.EmitLanes(code, dialect);
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, pixel * Channels);");
                    code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
                    VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) =>
                        piece.MultiplyAdd(piece.Load("a", offset), piece.Load("a", offset), sum));
                    code.Line($"{dialect.Value} root = {dialect.Arithmetic.SquareRoot("sum")};");
                    code.Line($"{dialect.Value} norm = {dialect.Less("root", min)} ? {min} : root;");
                    ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                        code.Line(piece.Store(piece.Divide(piece.Load("a", offset), piece.Broadcast("norm")), "c", offset)));
                }
            }
        }
    }

    private static L2Normalize Of(KernelSpec kernel) => (L2Normalize)kernel.Operation;
}
