using System.Collections.Immutable;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>A layer whose weights are a kernel, perhaps a bias, and perhaps batch normalisations folded into both.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
public abstract class KernelWeights(string name, long offset) : FloatWeights(name, offset)
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
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
public sealed class ConvolutionWeights(string name, long offset, int height, int width, int inputs, int outputs) : KernelWeights(name, offset)
{
    private protected override int OutputChannels => outputs;

    private protected override int InputsOfOutput => inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [outputs, inputs, height, width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.Pack(kernel, packed, outputs, inputs, height * width);
}

/// <summary>A depthwise convolution, packed as <c>[kernel row][kernel column][channel]</c>.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="channels">Channels that come in.</param>
/// <param name="multiplier">Channels that come out for each of them.</param>
public sealed class DepthwiseWeights(string name, long offset, int height, int width, int channels, int multiplier) : KernelWeights(name, offset)
{
    private protected override int OutputChannels => channels * multiplier;

    private protected override int InputsOfOutput => 1;

    private protected override TensorSlot Kernel => new(Name, TensorRole.DepthwiseKernel, [channels, multiplier, height, width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed)
    {
        var taps = height * width;
        for (var index = 0; index < kernel.Length; index++)
        {
            packed[(index % taps * OutputChannels) + (index / taps)] = kernel[index];
        }
    }
}

/// <summary>A convolution in groups, packed as <c>[kernel row][kernel column][input of the group][output]</c>.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels of a group.</param>
/// <param name="outputs">Output channels of all groups.</param>
public sealed class GroupedConvolutionWeights(string name, long offset, int height, int width, int inputs, int outputs) : KernelWeights(name, offset)
{
    private protected override int OutputChannels => outputs;

    private protected override int InputsOfOutput => inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [outputs, inputs, height, width]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.PackTaps(kernel, packed, outputs, inputs, height * width);
}

/// <summary>A transposed convolution, packed as <c>[kernel row][kernel column][input of the group][output]</c>.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels of all groups.</param>
/// <param name="outputs">Output channels of all groups.</param>
/// <param name="groups">Groups that do not see each other.</param>
public sealed class TransposedConvolutionWeights(
    string name,
    long offset,
    int height,
    int width,
    int inputs,
    int outputs,
    int groups) : KernelWeights(name, offset)
{
    private protected override int OutputChannels => outputs;

    private protected override int InputsOfOutput => inputs / groups;

    private protected override TensorSlot Kernel => new(Name, TensorRole.TransposedKernel, [inputs, outputs / groups, height, width]);

    private protected override float[] OutputsFirst(float[] kernel) => OutputsFirst(kernel, height * width, inputs, outputs, groups);

    /// <summary>From <c>[input][output of the group][tap]</c> to <c>[output][input of the group][tap]</c>.</summary>
    internal static T[] OutputsFirst<T>(T[] kernel, int taps, int inputs, int outputs, int groups)
    {
        var (groupInputs, groupOutputs) = (inputs / groups, outputs / groups);
        var result = new T[kernel.Length];
        for (var index = 0; index < kernel.Length; index++)
        {
            var (input, output, tap) = (index / (groupOutputs * taps), index / taps % groupOutputs, index % taps);
            var to = (input / groupInputs * groupOutputs) + output;
            result[(((to * groupInputs) + (input % groupInputs)) * taps) + tap] = kernel[index];
        }

        return result;
    }

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.PackTaps(kernel, packed, outputs, InputsOfOutput, height * width);
}

/// <summary>A fully connected layer, packed like a 1×1 convolution.</summary>
/// <param name="name">The base of their names.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="inputs">Length of the input.</param>
/// <param name="outputs">Length of the output.</param>
public sealed class DenseWeights(string name, long offset, int inputs, int outputs) : KernelWeights(name, offset)
{
    private protected override int OutputChannels => outputs;

    private protected override int InputsOfOutput => inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.DenseKernel, [outputs, inputs]);

    private protected override void PackKernel(ReadOnlySpan<float> kernel, Span<float> packed) =>
        Panels.Pack(kernel, packed, outputs, inputs, 1);
}
