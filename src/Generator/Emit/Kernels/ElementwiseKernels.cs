using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>Kernels that make each output element from the elements at its place. Workers share the elements.</summary>
internal abstract class ElementwiseKernel : Kernel
{
    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, kernel.Output.Length, (piece, offset) =>
                    code.Line(piece.Store(Activated(kernel, Value(kernel, piece, offset)), "output", offset)));
            }
        }
    }

    protected abstract string Value(KernelSpec kernel, Dialect dialect, string offset);
}

/// <summary>An activation that could not be folded.</summary>
internal sealed class ActivationKernel : ElementwiseKernel
{
    public override string NameOf(KernelSpec kernel) => Literal.Identifier(((Activate)kernel.Operation).Activation.Identifier, pascal: true);

    protected override string Value(KernelSpec kernel, Dialect dialect, string offset) =>
        ((Activate)kernel.Operation).Activation.Of(dialect.Load("input", offset));
}

/// <summary>The same elements at another place: an output that is also an input, or another output.</summary>
internal sealed class CopyKernel : ElementwiseKernel
{
    public override string NameOf(KernelSpec kernel) => "Copy";

    protected override string Value(KernelSpec kernel, Dialect dialect, string offset) => dialect.Load("input", offset);
}
