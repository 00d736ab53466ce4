using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>The root of the sum of squares of a pixel's channels, added in virtual lanes, and one division an element. Workers share pixels.</summary>
internal sealed class L2NormalizeKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "L2Normalize" + Invariant.Identifier(Of(kernel).Epsilon);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Pixels", kernel.Output.Pixels),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var least = Invariant.Format(Of(kernel).Epsilon) + "f";
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                VirtualLanes.EmitLanes(code);
                code.Line("int end = frame.End(Pixels);");
                using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
                {
                    code.Line("ref float a = ref Unsafe.Add(ref input, pixel * Channels);");
                    code.Line("ref float c = ref Unsafe.Add(ref output, pixel * Channels);");
                    VirtualLanes.EmitSum(code, dialect, kernel.Output.Channels, (piece, sum, offset) =>
                        piece.MultiplyAdd(piece.Load("a", offset), piece.Load("a", offset), sum));
                    code.Line("float root = MathF.Sqrt(sum);");
                    code.Line($"float norm = root < {least} ? {least} : root;");
                    ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) =>
                        code.Line(piece.Store($"({piece.Load("a", offset)} / {piece.Broadcast("norm")})", "c", offset)));
                }
            }
        }
    }

    private static L2Normalize Of(KernelSpec kernel) => (L2Normalize)kernel.Operation;
}
