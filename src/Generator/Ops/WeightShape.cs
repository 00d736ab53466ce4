using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>An operation's weights: how the runtime packs them, and what that takes.</summary>
/// <param name="Layout">The runtime's record that names their tensors and packs them, which documents the order.</param>
/// <param name="Extents">What that record is made with, after its name and place.</param>
/// <param name="Channels">Channels that come out.</param>
/// <param name="Length">Elements of the kernel, without those that come first for each channel.</param>
internal sealed record WeightShape(string Layout, EquatableArray<int> Extents, int Channels, long Length)
{
    /// <inheritdoc cref="PackedLayout.PanelWidth"/>
    public const int PanelWidth = PackedLayout.PanelWidth;

    /// <summary>What the packed form consists of: elements of what the operation reads.</summary>
    public ElementType Element { get; init; } = ElementType.Float32;

    /// <summary>Whether there is a tensor of biases; null where none can be.</summary>
    public bool? Bias { get; init; }

    /// <summary>Of a batch normalisation that stands alone, packed as shifts, then scales: what is added to the variance.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Where the kernel begins, in elements: biases, as sums are kept, or shifts come first, on cache lines of their own.</summary>
    public int KernelStart => Bias is not null ? CacheLine.Align(Channels, Element.Accumulator) * Element.Accumulator.Size / Element.Size
        : Epsilon is not null ? CacheLine.Align(Channels, Element)
        : 0;

    /// <summary>The packed form in elements.</summary>
    public long PackedLength => KernelStart + Length;

    public long PackedBytes => IntegerBytes ?? PackedLength * Element.Size;

    /// <summary>Of an operation on integers: the bytes of the packed form.</summary>
    public long? IntegerBytes { get; init; }

    /// <summary>Of a function of integers: which.</summary>
    public string? Function { get; init; }

    /// <summary>Of a function of integers: its own number.</summary>
    public double Alpha { get; init; }

    /// <summary>Of a function of integers: elements that a mean or sum has.</summary>
    public int Count { get; init; }

    public static WeightShape Convolution(Extent kernel, int inputs, int outputs, bool bias) =>
        Of("ConvolutionWeights", outputs, kernel.Height, kernel.Width, inputs, outputs) with { Bias = bias };

    public static WeightShape Depthwise(Extent kernel, int channels, int multiplier, bool bias) =>
        Of("DepthwiseWeights", channels * multiplier, kernel.Height, kernel.Width, channels, multiplier) with { Bias = bias };

    /// <param name="inputs">Of a group.</param>
    public static WeightShape Grouped(Extent kernel, int inputs, int outputs, bool bias) =>
        Of("GroupedConvolutionWeights", outputs, kernel.Height, kernel.Width, inputs, outputs) with { Bias = bias };

    public static WeightShape Transposed(Extent kernel, int inputs, int outputs, int groups, bool bias) =>
        new(
            "TransposedConvolutionWeights",
            EquatableArray.Of(kernel.Height, kernel.Width, inputs, outputs, groups),
            outputs,
            (long)kernel.Area * (inputs / groups) * outputs)
        {
            Bias = bias,
        };

    public static WeightShape Dense(int inputs, int outputs, bool bias) => Of("DenseWeights", outputs, inputs, outputs) with { Bias = bias };

    public static WeightShape ScaleShift(int channels, double epsilon) =>
        new("ScaleShiftWeights", EquatableArray<int>.Empty, channels, channels) { Epsilon = epsilon };

    /// <summary>A batch normalisation in training: gamma, beta, mean and variance, each on cache lines of its own.</summary>
    public static WeightShape Normalization(TensorType input) =>
        new("NormalizationWeights", EquatableArray.Of(input.Channels), input.Channels, 4L * CacheLine.Align(input.Channels, input.Element))
        {
            Element = input.Element,
        };

    public static WeightShape Slopes(int channels) => Of("SlopeWeights", channels, channels);

    public static WeightShape Constant(MapShape map) => Of("ConstantWeights", map.Channels, map.Height, map.Width, map.Channels);

    public static WeightShape IntegerConvolution(Extent kernel, int inputs, int outputs, bool bias, IntegerForm form) => Sums(
        "IntegerConvolutionWeights", outputs, IntegerLayout.PanelBytes(outputs, kernel.Area * inputs),
        bias, form, kernel.Height, kernel.Width, inputs, outputs);

    public static WeightShape IntegerDense(int inputs, int outputs, bool bias, IntegerForm form) =>
        Sums("IntegerDenseWeights", outputs, IntegerLayout.PanelBytes(outputs, inputs), bias, form, inputs, outputs);

    public static WeightShape IntegerDepthwise(Extent kernel, int channels, int multiplier, bool bias, IntegerForm form) => Sums(
        "IntegerDepthwiseWeights", channels * multiplier,
        multiplier == 1 ? IntegerLayout.TapBytes(channels, kernel.Height, kernel.Width) : IntegerLayout.RowBytes(channels * multiplier, kernel.Area),
        bias, form, kernel.Height, kernel.Width, channels, multiplier);

    /// <param name="inputs">Of a group.</param>
    public static WeightShape IntegerGrouped(Extent kernel, int inputs, int outputs, bool bias, IntegerForm form) => Sums(
        "IntegerGroupedConvolutionWeights", outputs, IntegerLayout.RowBytes(outputs, kernel.Area * inputs),
        bias, form, kernel.Height, kernel.Width, inputs, outputs);

    public static WeightShape IntegerTransposed(Extent kernel, int inputs, int outputs, int groups, bool bias, IntegerForm form) => Sums(
        "IntegerTransposedConvolutionWeights", outputs, IntegerLayout.RowBytes(outputs, kernel.Area * (inputs / groups)), bias, form,
        kernel.Height, kernel.Width, inputs, outputs, groups);

    public static WeightShape IntegerSlopes(int channels) => Integers("IntegerSlopeWeights", channels, (long)channels * IntegerLayout.TableBytes, channels);

    public static WeightShape IntegerConstant(MapShape map) =>
        Integers("IntegerConstantWeights", map.Channels, (long)map.Height * map.Width * map.Channels, map.Height, map.Width, map.Channels);

    /// <param name="function">Its name in the runtime's enumeration.</param>
    /// <param name="bytes">Of its packed form.</param>
    public static WeightShape IntegerFunction(string function, long bytes) => Integers("IntegerFunctionWeights", 0, bytes) with { Function = function };

    private static WeightShape Sums(string layout, int outputs, long kernel, bool bias, IntegerForm form, params int[] extents) =>
        Integers(layout, outputs, IntegerLayout.KernelAt(outputs, form.IsFixedPoint) + kernel, extents) with { Bias = bias };

    private static WeightShape Integers(string layout, int channels, long bytes, params int[] extents) =>
        new(layout, EquatableArray.Of(extents), channels, bytes) { Element = ElementType.UInt8, IntegerBytes = bytes };

    private static WeightShape Of(string layout, int channels, params int[] extents) =>
        new(layout, EquatableArray.Of(extents), channels, extents.Aggregate(1L, (product, extent) => product * extent));
}
