using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A standard convolution: a matrix product where the window is one pixel, loops over the window elsewhere.</summary>
internal sealed class ConvolutionKernel : Kernel
{
    public override string NameOf(KernelSpec kernel)
    {
        var window = ((Convolution)kernel.Operation).Window;
        return window.IsPointwise ? "Pointwise" : "Conv" + Identifier(window, kernel.Inputs[0]);
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        ((Convolution)kernel.Operation).Window.IsPointwise ? PointwiseLoops.Constants(kernel) : WindowLoops.Constants(kernel);

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        if (((Convolution)kernel.Operation).Window.IsPointwise)
        {
            new PointwiseLoops(kernel, dialect).Emit(code);
        }
        else
        {
            new WindowLoops(kernel, dialect).Emit(code);
        }
    }
}

/// <summary>A fully connected layer: the matrix product of one row.</summary>
internal sealed class DenseKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Dense";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => PointwiseLoops.Constants(kernel);

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code) =>
        new PointwiseLoops(kernel, dialect).Emit(code);
}
