using MobileNetGen.Generator.Emit.Kernels;
using MobileNetGen.Generator.Emit.Kernels.Blocks;
using MobileNetGen.Generator.Emit.Kernels.Elements;
using MobileNetGen.Generator.Emit.Kernels.Gradients;
using MobileNetGen.Generator.Emit.Kernels.Integers;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;

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
        [typeof(BatchNorm)] = new ElementKernel(ElementFormula.ScaleShift),
        [typeof(Activate)] = new ElementKernel(ElementFormula.Activation),
        [typeof(PRelu)] = new ElementKernel(ElementFormula.PRelu),
        [typeof(Unary)] = new ElementKernel(ElementFormula.Unary),
        [typeof(MaxPool)] = new MaxPoolKernel(),
        [typeof(AveragePool)] = new AveragePoolKernel(),
        [typeof(GlobalAveragePool)] = new GlobalAveragePoolKernel(),
        [typeof(GlobalMaxPool)] = new GlobalMaxPoolKernel(),
        [typeof(Resize)] = new ResizeKernel(),
        [typeof(Add)] = new ElementKernel(ElementFormula.Sum),
        [typeof(Sub)] = new ElementKernel(ElementFormula.Difference),
        [typeof(Mul)] = new ElementKernel(ElementFormula.Product),
        [typeof(Div)] = new ElementKernel(ElementFormula.Quotient),
        [typeof(Maximum)] = new ElementKernel(ElementFormula.Maximum),
        [typeof(Minimum)] = new ElementKernel(ElementFormula.Minimum),
        [typeof(Rescale)] = new ElementKernel(ElementFormula.Rescale),
        [typeof(Concat)] = new ConcatKernel(),
        [typeof(ConstantMap)] = new ConstantKernel(),
        [typeof(Pad)] = new PadKernel(),
        [typeof(Slice)] = new SliceKernel(),
        [typeof(Expand)] = new ElementKernel(ElementFormula.Expand),
        [typeof(DepthToSpace)] = new DepthSpaceKernel(),
        [typeof(SpaceToDepth)] = new DepthSpaceKernel(),
        [typeof(Reduce)] = new ReduceKernel(),
        [typeof(Copy)] = new ElementKernel(ElementFormula.Copy),
        [typeof(Transpose)] = new TransposeKernel(),
        [typeof(Softmax)] = new SoftmaxKernel(),
        [typeof(LogSoftmax)] = new LogSoftmaxKernel(),
        [typeof(L2Normalize)] = new L2NormalizeKernel(),
        [typeof(FusedBlock)] = new BlockKernel(),
        [typeof(PooledPointwise)] = new PooledPointwiseKernel(),
        [typeof(FusedChain)] = new ChainKernel(),
        [typeof(Repack)] = new RepackKernel(),
        [typeof(MatrixGradient)] = new MatrixGradientKernel(),
        [typeof(ConvolutionGradient)] = new ConvolutionGradientKernel(),
        [typeof(DepthwiseGradient)] = new DepthwiseGradientKernel(),
        [typeof(SlopeGradient)] = new SlopeGradientKernel(),
        [typeof(ConstantGradient)] = new ConstantGradientKernel(),
        [typeof(ActivationGradient)] = new ElementKernel(ElementFormula.ActivationGradient),
        [typeof(ExtremeGradient)] = new ElementKernel(ElementFormula.ExtremeGradient),
        [typeof(PReluGradient)] = new ElementKernel(ElementFormula.PReluGradient),
        [typeof(BatchMoments)] = new BatchMomentsKernel(),
        [typeof(NormalizeBatch)] = new NormalizeBatchKernel(),
        [typeof(NormParameterGradient)] = new NormParameterGradientKernel(),
        [typeof(NormInputGradient)] = new NormInputGradientKernel(),
        [typeof(MaxPoolGradient)] = new MaxPoolGradientKernel(),
        [typeof(AveragePoolGradient)] = new AveragePoolGradientKernel(),
        [typeof(SliceGradient)] = new SliceGradientKernel(),
        [typeof(ResizeGradient)] = new ResizeGradientKernel(),
        [typeof(SoftmaxGradient)] = new SoftmaxGradientKernel(),
        [typeof(LogSoftmaxGradient)] = new LogSoftmaxGradientKernel(),
        [typeof(L2NormalizeGradient)] = new L2NormalizeGradientKernel(),
    };

    /// <summary>Of operations on integers; what only moves or compares them has the kernel that floats have.</summary>
    private static readonly Dictionary<Type, Kernel> s_integerKernels = new()
    {
        [typeof(Convolution)] = new IntegerMatrixKernel(),
        [typeof(Dense)] = new IntegerMatrixKernel(),
        [typeof(Depthwise)] = new IntegerDepthwiseKernel(),
        [typeof(GroupedConvolution)] = new IntegerGroupedKernel(),
        [typeof(ConvTranspose)] = new IntegerTransposedKernel(),
        [typeof(Activate)] = new LookupKernel(),
        [typeof(Quantize)] = new LookupKernel(),
        [typeof(Dequantize)] = new LookupKernel(),
        [typeof(PRelu)] = new IntegerSlopeKernel(),
        [typeof(Add)] = new IntegerPairKernel("Sum"),
        [typeof(Sub)] = new IntegerPairKernel("Sum"),
        [typeof(Mul)] = new IntegerPairKernel("Product"),
        [typeof(Concat)] = new IntegerConcatKernel(),
        [typeof(Pad)] = new IntegerPadKernel(),
        [typeof(AveragePool)] = new IntegerAveragePoolKernel(),
        [typeof(GlobalAveragePool)] = new IntegerMeanKernel(),
        [typeof(Reduce)] = new IntegerMeanKernel(),
        [typeof(Softmax)] = new IntegerVectorKernel("Softmax"),
        [typeof(L2Normalize)] = new IntegerVectorKernel("L2Normalize"),
        [typeof(Resize)] = new IntegerBilinearKernel(),
    };

    public static Kernel For(Operation operation) =>
        operation is { Integers: not null, MovesIntegers: false } && s_integerKernels.TryGetValue(operation.GetType(), out var kernel)
            ? kernel
            : s_kernels[operation.GetType()];
}
