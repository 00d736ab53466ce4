using System.Collections.Immutable;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>A batch normalisation's tensors.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Channels">Length of each.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNorm(string Name, int Channels, double Epsilon);

/// <summary>The weights of one layer, and where they are packed.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
public abstract record WeightLayer(string Name, long Offset)
{
    /// <summary>Bytes of the packed form.</summary>
    public long PackedBytes => (long)PackedLength * sizeof(float);

    /// <summary>Floats of the packed form.</summary>
    internal abstract int PackedLength { get; }

    /// <summary>The tensors that a file must have for the layer.</summary>
    internal abstract IEnumerable<TensorSlot> Slots { get; }

    /// <summary>Folds and packs what <paramref name="tensors"/> reads.</summary>
    internal abstract void Pack(ITensorReader tensors, Span<float> packed);

    private protected static IEnumerable<TensorSlot> NormSlots(BatchNorm norm) =>
    [
        new TensorSlot(norm.Name, TensorRole.Gamma, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Beta, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Mean, [norm.Channels]),
        new TensorSlot(norm.Name, TensorRole.Variance, [norm.Channels]),
    ];
}

/// <summary>A layer whose weights are a kernel, perhaps a bias, and perhaps batch normalisations folded into both.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
public abstract record KernelWeights(string Name, long Offset) : WeightLayer(Name, Offset)
{
    /// <summary>Whether the layer has a bias tensor.</summary>
    public bool Bias { get; init; }

    /// <summary>Batch normalisations of the output that are folded in, in their order.</summary>
    public ImmutableArray<BatchNorm> BatchNorms { get; init; } = [];

    /// <summary>Batch normalisations of the input that are folded in, in their order.</summary>
    public ImmutableArray<BatchNorm> InputNorms { get; init; } = [];

    /// <summary>Channels that come out.</summary>
    private protected abstract int OutputChannels { get; }

    /// <summary>Input channels that each output is made of.</summary>
    private protected abstract int InputsOfOutput { get; }

    /// <summary>The kernel as PyTorch lays it out.</summary>
    private protected abstract TensorSlot Kernel { get; }

    /// <summary>The kernel with outputs first, as PyTorch has all but transposed ones.</summary>
    private protected virtual float[] OutputsFirst(float[] kernel) => kernel;

    internal override IEnumerable<TensorSlot> Slots =>
        [Kernel, .. Bias ? [BiasSlot] : Array.Empty<TensorSlot>(), .. InputNorms.Concat(BatchNorms).SelectMany(NormSlots)];

    internal override int PackedLength => (int)PackedLayout.Length(OutputChannels, Kernel.Length, sizeof(float));

    /// <summary>Biases come first, on cache lines of their own; the layers lay out the rest.</summary>
    private int KernelStart => PackedLayout.Align(OutputChannels, sizeof(float));

    private TensorSlot BiasSlot => new(Name, TensorRole.Bias, [OutputChannels]);

    internal override void Pack(ITensorReader tensors, Span<float> packed)
    {
        var folded = Folding.Fold(
            OutputsFirst(tensors.Read(Kernel)),
            Bias ? tensors.Read(BiasSlot) : new float[OutputChannels],
            InputsOfOutput,
            [.. InputNorms.Select(norm => NormTensors.Read(tensors, norm))],
            [.. BatchNorms.Select(norm => NormTensors.Read(tensors, norm))]);
        packed[..PackedLength].Clear();
        folded.Bias.CopyTo(packed);
        PackKernel(folded.Kernel, packed[KernelStart..PackedLength]);
    }

    /// <summary>Lays out a kernel, given with outputs first, as the generated loops read it.</summary>
    private protected abstract void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed);
}

/// <summary>A standard convolution, packed as panels of 32 outputs: <c>[panel][kernel row][kernel column][input][output]</c>.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Height">Rows of the kernel.</param>
/// <param name="Width">Columns of the kernel.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
public sealed record ConvolutionWeights(string Name, long Offset, int Height, int Width, int Inputs, int Outputs) : KernelWeights(Name, Offset)
{
    private protected override int OutputChannels => Outputs;

    private protected override int InputsOfOutput => Inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [Outputs, Inputs, Height, Width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.Pack(kernel, packed, Outputs, Inputs, Height * Width);
}

/// <summary>A depthwise convolution, packed as <c>[kernel row][kernel column][channel]</c>.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Height">Rows of the kernel.</param>
/// <param name="Width">Columns of the kernel.</param>
/// <param name="Channels">Channels that come in.</param>
/// <param name="Multiplier">Channels that come out for each of them.</param>
public sealed record DepthwiseWeights(string Name, long Offset, int Height, int Width, int Channels, int Multiplier) : KernelWeights(Name, Offset)
{
    private protected override int OutputChannels => Channels * Multiplier;

    private protected override int InputsOfOutput => 1;

    private protected override TensorSlot Kernel => new(Name, TensorRole.DepthwiseKernel, [Channels, Multiplier, Height, Width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed)
    {
        var taps = Height * Width;
        for (var index = 0; index < kernel.Length; index++)
        {
            packed[(index % taps * OutputChannels) + (index / taps)] = kernel[index];
        }
    }
}

/// <summary>A convolution in groups, packed as <c>[kernel row][kernel column][input of the group][output]</c>.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Height">Rows of the kernel.</param>
/// <param name="Width">Columns of the kernel.</param>
/// <param name="Inputs">Input channels of a group.</param>
/// <param name="Outputs">Output channels of all groups.</param>
public sealed record GroupedConvolutionWeights(string Name, long Offset, int Height, int Width, int Inputs, int Outputs) : KernelWeights(Name, Offset)
{
    private protected override int OutputChannels => Outputs;

    private protected override int InputsOfOutput => Inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [Outputs, Inputs, Height, Width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.PackTaps(kernel, packed, Outputs, Inputs, Height * Width);
}

/// <summary>A transposed convolution, packed as <c>[kernel row][kernel column][input of the group][output]</c>.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Height">Rows of the kernel.</param>
/// <param name="Width">Columns of the kernel.</param>
/// <param name="Inputs">Input channels of all groups.</param>
/// <param name="Outputs">Output channels of all groups.</param>
/// <param name="Groups">Groups that do not see each other.</param>
public sealed record TransposedConvolutionWeights(string Name, long Offset, int Height, int Width, int Inputs, int Outputs, int Groups) : KernelWeights(Name, Offset)
{
    private protected override int OutputChannels => Outputs;

    private protected override int InputsOfOutput => Inputs / Groups;

    private protected override TensorSlot Kernel => new(Name, TensorRole.TransposedKernel, [Inputs, Outputs / Groups, Height, Width]);

    private protected override float[] OutputsFirst(float[] kernel)
    {
        var (taps, groupOutputs) = (Height * Width, Outputs / Groups);
        var result = new float[kernel.Length];
        for (var index = 0; index < kernel.Length; index++)
        {
            var (input, output, tap) = (index / (groupOutputs * taps), index / taps % groupOutputs, index % taps);
            var to = (input / InputsOfOutput * groupOutputs) + output;
            result[(((to * InputsOfOutput) + (input % InputsOfOutput)) * taps) + tap] = kernel[index];
        }

        return result;
    }

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.PackTaps(kernel, packed, Outputs, InputsOfOutput, Height * Width);
}

/// <summary>A fully connected layer, packed like a 1×1 convolution.</summary>
/// <param name="Name">The base of their names.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Inputs">Length of the input.</param>
/// <param name="Outputs">Length of the output.</param>
public sealed record DenseWeights(string Name, long Offset, int Inputs, int Outputs) : KernelWeights(Name, Offset)
{
    private protected override int OutputChannels => Outputs;

    private protected override int InputsOfOutput => Inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.DenseKernel, [Outputs, Inputs]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.Pack(kernel, packed, Outputs, Inputs, 1);
}

/// <summary>A batch normalisation that stands alone, packed as shifts, then scales.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="BatchNorm">Its tensors.</param>
public sealed record ScaleShiftWeights(string Name, long Offset, BatchNorm BatchNorm) : WeightLayer(Name, Offset)
{
    /// <summary>Further ones behind it that are folded in, in their order.</summary>
    public ImmutableArray<BatchNorm> BatchNorms { get; init; } = [];

    internal override int PackedLength => (int)PackedLayout.Length(BatchNorm.Channels, BatchNorm.Channels, sizeof(float));

    internal override IEnumerable<TensorSlot> Slots => BatchNorms.Prepend(BatchNorm).SelectMany(NormSlots);

    internal override void Pack(ITensorReader tensors, Span<float> packed)
    {
        var ones = new float[BatchNorm.Channels];
        Array.Fill(ones, 1f);
        NormTensors[] norms = [.. BatchNorms.Prepend(BatchNorm).Select(norm => NormTensors.Read(tensors, norm))];
        var folded = Folding.Fold(ones, new float[BatchNorm.Channels], 1, [], norms);
        packed[..PackedLength].Clear();
        folded.Bias.CopyTo(packed);
        folded.Kernel.CopyTo(packed[PackedLayout.Align(BatchNorm.Channels, sizeof(float))..]);
    }
}

/// <summary>A slope for each channel, of a parametric ReLU.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Channels">Slopes.</param>
public sealed record SlopeWeights(string Name, long Offset, int Channels) : WeightLayer(Name, Offset)
{
    internal override int PackedLength => Channels;

    internal override IEnumerable<TensorSlot> Slots => [Slope];

    private TensorSlot Slope => new(Name, TensorRole.Slope, [Channels]);

    internal override void Pack(ITensorReader tensors, Span<float> packed) => tensors.Read(Slope).CopyTo(packed);
}

/// <summary>Numbers that are a map of the network.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Where they start in the packed weights, in bytes.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels.</param>
public sealed record ConstantWeights(string Name, long Offset, int Height, int Width, int Channels) : WeightLayer(Name, Offset)
{
    internal override int PackedLength => Height * Width * Channels;

    internal override IEnumerable<TensorSlot> Slots => [Value];

    private TensorSlot Value => new(Name, TensorRole.Constant, [Height, Width, Channels]);

    internal override void Pack(ITensorReader tensors, Span<float> packed) => tensors.Read(Value).CopyTo(packed);
}
