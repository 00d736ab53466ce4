using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A <see cref="PooledPointwise"/>: workers share panels, and pool each as soon as it is made.</summary>
internal sealed class PooledPointwiseKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "PooledPointwise"
        + (Part(kernel).Activation == Activation.None ? "" : "_" + Part(kernel).Activation.Identifier);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Height", Part(kernel).Output.Height),
        ("Width", Part(kernel).Output.Width),
        ("Inputs", Part(kernel).Input.Channels),
        ("Panels", Part(kernel).Weights.KernelStart),
        Panel.Constant,
    ];

    public override Dialect WordsOf(Dialect dialect) => dialect.Shared;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var extents = new MatrixExtents(Part(kernel).Output.Pixels, kernel.Output.Channels, "Inputs", "Inputs", Panel.Width, "Panels");
        var epilogue = Epilogue.Of(Part(kernel)) with { Pool = new PanelPool("", 0, "Height", "Width") };
        new MatrixLoops("", dialect, kernel.Matrix(), extents, epilogue, isShared: true).Emit(code, "Run");
    }

    private static BlockPart Part(KernelSpec kernel) => ((PooledPointwise)kernel.Operation).Convolution;
}
