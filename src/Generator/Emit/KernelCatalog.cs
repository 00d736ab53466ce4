using MobileNetGen.Generator.Emit.Kernels;
using MobileNetGen.Generator.Emit.Kernels.Blocks;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit;

/// <summary>The second of the two lists that a new layer kind is entered in; the first is <c>Ops/LayerKinds</c>.</summary>
internal static class KernelCatalog
{
    private static readonly Dictionary<Type, Kernel> s_kernels = new()
    {
        [typeof(Convolution)] = new ConvolutionKernel(),
        [typeof(GroupedConvolution)] = new GroupedConvolutionKernel(),
        [typeof(Depthwise)] = new DepthwiseKernel(),
        [typeof(ConvTranspose)] = new ConvTransposeKernel(),
        [typeof(Dense)] = new DenseKernel(),
        [typeof(BatchNorm)] = new ScaleShiftKernel(),
        [typeof(Activate)] = new ActivationKernel(),
        [typeof(PRelu)] = new PReluKernel(),
        [typeof(MaxPool)] = new MaxPoolKernel(),
        [typeof(AveragePool)] = new AveragePoolKernel(),
        [typeof(GlobalAveragePool)] = new GlobalAveragePoolKernel(),
        [typeof(GlobalMaxPool)] = new GlobalMaxPoolKernel(),
        [typeof(Resize)] = new ResizeKernel(),
        [typeof(Add)] = new CombineKernel("Add", "+"),
        [typeof(Sub)] = new CombineKernel("Sub", "-"),
        [typeof(Mul)] = new CombineKernel("Mul", "*"),
        [typeof(Rescale)] = new RescaleKernel(),
        [typeof(Concat)] = new ConcatKernel(),
        [typeof(Pad)] = new PadKernel(),
        [typeof(Dropout)] = new CopyKernel(),
        [typeof(Flatten)] = new CopyKernel(),
        [typeof(Reshape)] = new CopyKernel(),
        [typeof(Transpose)] = new TransposeKernel(),
        [typeof(Softmax)] = new SoftmaxKernel(),
        [typeof(L2Normalize)] = new L2NormalizeKernel(),
        [typeof(FusedBlock)] = new BlockKernel(),
    };

    public static Kernel For(Operation operation) => s_kernels[operation.GetType()];
}
