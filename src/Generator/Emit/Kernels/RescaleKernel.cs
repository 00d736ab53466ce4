using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary><c>x · scale + offset</c> with one rounding.</summary>
internal sealed class RescaleKernel : ElementwiseKernel
{
    public override string NameOf(KernelSpec kernel)
    {
        var rescale = (Rescale)kernel.Operation;
        return $"Rescale{Identifier(rescale.Scale)}_{Identifier(rescale.Offset)}";
    }

    protected override string Value(KernelSpec kernel, Dialect dialect, string offset)
    {
        var rescale = (Rescale)kernel.Operation;
        return dialect.MultiplyAdd(dialect.Load("input", offset), Constant(dialect, rescale.Scale), Constant(dialect, rescale.Offset));
    }

    private static string Constant(Dialect dialect, double value) => dialect.Broadcast(Invariant.Format(value) + "f");

    private static string Identifier(double value) => Invariant.Format(value).Replace('.', '_').Replace('-', 'm').Replace('+', 'p');
}
