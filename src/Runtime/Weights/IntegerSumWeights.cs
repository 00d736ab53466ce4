using System.Runtime.InteropServices;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// A layer of sums of products of integers: what all channels share, then for each a bias, a multiplier and the zero point of its weights, then
/// the kernel. Zero points of the input are added to the biases: <c>Σ (x − zx)(w − zw) = Σ x·w − zw·Σ x − zx·Σ (w − zw)</c>.
/// </summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
public abstract class IntegerSumWeights(string name, long offset, IntegerOperands operands) : IntegerWeights(name, offset, operands)
{
    /// <summary>Whether the layer has a bias tensor.</summary>
    public bool Bias { get; init; }

    /// <summary>Channels that come out.</summary>
    private protected abstract int Outputs { get; }

    /// <summary>Weights of each of them.</summary>
    private protected abstract int Depth { get; }

    /// <summary>The kernel as PyTorch lays it out.</summary>
    private protected abstract TensorSlot Kernel { get; }

    /// <summary>The bytes of the packed kernel.</summary>
    private protected abstract long KernelBytes { get; }

    /// <summary>Fully connected layers of signed integers are rounded once in TensorFlow Lite's reference kernels.</summary>
    private protected virtual bool IsDense => false;

    internal override IEnumerable<TensorSlot> Slots => [.. base.Slots, Kernel, Scale, ZeroPoint, .. Bias ? [BiasSlot] : Array.Empty<TensorSlot>()];

    internal override long Size => IntegerLayout.KernelAt(Outputs, IsFixedPoint) + KernelBytes;

    /// <summary>True if the kernels subtract zero points from weights; where they do not, all must be 0.</summary>
    public bool HasWeightZeros { get; init; }

    private bool IsFixedPoint => Operands.Arithmetic == IntegerArithmetic.TfLiteReference;

    private TensorSlot Scale => new(Name, TensorRole.WeightScale, [Outputs]);

    private TensorSlot ZeroPoint => new(Name, TensorRole.WeightZeroPoint, [Outputs]) { IsInteger = true, IsOptional = true };

    private TensorSlot BiasSlot => new(Name, TensorRole.Bias, [Outputs]) { IsInteger = true };

    internal override void Pack(ITensorReader tensors, Span<byte> packed)
    {
        var (input, output) = (Input(tensors), Output(tensors));
        var kernel = tensors.Integers(Kernel);
        var weights = OutputsFirst(kernel.Values);
        var shift = kernel.IsSigned ? 0 : 128;
        var zeros = Zeros(tensors, kernel.IsSigned);
        var scales = Positive(tensors.Read(Scale), Scale);
        var bias = Bias ? tensors.Integers(BiasSlot).Values : new int[Outputs];
        packed.Clear();
        MemoryMarshal.Write(packed, new SumHeader
        {
            Range = output.Bytes(Operands.Low, Operands.High, Operands.Arithmetic),
            InputZero = input.Zero,
            HasWeightZeros = zeros.Any(zero => zero != shift) ? 1 : 0,
            RoundsOnce = IsDense && input.IsSigned ? 1 : 0,
        });
        var biases = Numbers<int>(packed, IntegerLayout.BiasAt);
        var weightZeros = Numbers<int>(packed, IntegerLayout.WeightZeroAt(Outputs));
        for (var channel = 0; channel < Outputs; channel++)
        {
            var sum = 0;
            foreach (var weight in weights.AsSpan(channel * Depth, Depth))
            {
                sum += weight - zeros[channel];
            }

            biases[channel] = unchecked(bias[channel] - (input.Zero * sum));
            weightZeros[channel] = zeros[channel] - shift;
            WriteMultiplier(
                packed,
                channel,
                input.Scale,
                scales[channel],
                output.Scale,
                isProductSingle: !input.IsSigned || (IsDense && scales.Distinct().Count() == 1));
        }

        PackKernel(
            [.. weights.Select(weight => (sbyte)(weight - shift))],
            MemoryMarshal.Cast<byte, sbyte>(packed[IntegerLayout.KernelAt(Outputs, IsFixedPoint)..]));
    }

    /// <summary>The kernel with outputs first, as PyTorch has all but transposed ones.</summary>
    private protected virtual int[] OutputsFirst(int[] kernel) => kernel;

    /// <summary>Lays out a kernel, given with outputs first, as the generated loops read it.</summary>
    private protected abstract void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed);

    /// <exception cref="WeightException">They are of another type than the kernel, or there are some where none can be.</exception>
    private int[] Zeros(ITensorReader tensors, bool isSigned)
    {
        var zeros = tensors.Has(ZeroPoint) ? tensors.Integers(ZeroPoint) : new IntegerTensor(new int[Outputs], isSigned);
        if (zeros.IsSigned != isSigned)
        {
            throw new WeightException($"\"{Name}.weight_zero_point\" is {(zeros.IsSigned ? "I8" : "U8")}; {(isSigned ? "I8" : "U8")} is accepted, as "
                + $"\"{Name}.weight\" is.");
        }

        var none = isSigned ? 0 : 128;
        var wrong = HasWeightZeros ? -1 : Array.FindIndex(zeros.Values, zero => zero != none);
        return wrong < 0
            ? zeros.Values
            : throw new WeightException($"\"{Name}\": the zero point of its weights at place {wrong} is {zeros.Values[wrong]}; {none} is accepted in a "
                + "network of signed integers that follows TensorFlow Lite, whose kernels have no other.");
    }

    // TensorFlow Lite multiplies some pairs of scales in float32, others in float64.
    private void WriteMultiplier(Span<byte> packed, int channel, float input, float weight, float output, bool isProductSingle)
    {
        var factor = Factor(input * weight / output, $"the scale of its input times that of its weights at place {channel}, over that of its output,");
        if (!IsFixedPoint)
        {
            Numbers<float>(packed, IntegerLayout.MultiplierAt(Outputs))[channel] = factor;
            return;
        }

        var real = (isProductSingle ? input * weight : (double)input * weight) / output;
        var multiplier = FixedPointMultiplier.Of(real);
        Numbers<int>(packed, IntegerLayout.MultiplierAt(Outputs))[channel] = multiplier.Multiplier;
        Numbers<int>(packed, IntegerLayout.ShiftAt(Outputs))[channel] = multiplier.Shift;
    }

    private Span<T> Numbers<T>(Span<byte> packed, int offset)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(packed[offset..])[..Outputs];
}

/// <summary>A convolution of integers, in panels of 32 outputs for each group: <c>[group][panel][step][output of the panel][input of the step]</c>.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
public sealed class IntegerConvolutionWeights(string name, long offset, IntegerOperands operands, int height, int width, int inputs, int outputs)
    : IntegerSumWeights(name, offset, operands)
{
    private protected override int Outputs => outputs;

    private protected override int Depth => height * width * inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [outputs, inputs, height, width]) { IsInteger = true, IsSigned = true };

    private protected override long KernelBytes => IntegerLayout.PanelBytes(outputs, Depth);

    private protected override void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed) =>
        IntegerPanels.Pack(kernel, packed, outputs, inputs, height * width);
}

/// <summary>A fully connected layer of integers, packed like a 1×1 convolution.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="inputs">Length of the input.</param>
/// <param name="outputs">Length of the output.</param>
public sealed class IntegerDenseWeights(string name, long offset, IntegerOperands operands, int inputs, int outputs) : IntegerSumWeights(name, offset, operands)
{
    private protected override int Outputs => outputs;

    private protected override int Depth => inputs;

    private protected override bool IsDense => true;

    private protected override TensorSlot Kernel => new(Name, TensorRole.DenseKernel, [outputs, inputs]) { IsInteger = true, IsSigned = true };

    private protected override long KernelBytes => IntegerLayout.PanelBytes(outputs, inputs);

    private protected override void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed) => IntegerPanels.Pack(kernel, packed, outputs, inputs, 1);
}

/// <summary>
/// A depthwise convolution of integers, packed as <c>[column][step of rows][channel][row of the step]</c>; with several outputs a channel, as
/// <c>[tap][output]</c>.
/// </summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="channels">Channels that come in.</param>
/// <param name="multiplier">Channels that come out for each of them.</param>
public sealed class IntegerDepthwiseWeights(string name, long offset, IntegerOperands operands, int height, int width, int channels, int multiplier)
    : IntegerSumWeights(name, offset, operands)
{
    private protected override int Outputs => channels * multiplier;

    private protected override int Depth => height * width;

    private protected override TensorSlot Kernel =>
        new(Name, TensorRole.DepthwiseKernel, [channels, multiplier, height, width]) { IsInteger = true, IsSigned = true };

    private protected override long KernelBytes =>
        multiplier == 1 ? IntegerLayout.TapBytes(Outputs, height, width) : IntegerLayout.RowBytes(Outputs, Depth);

    private protected override void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed)
    {
        if (multiplier == 1)
        {
            IntegerPanels.PackTaps(kernel, packed, channels, height, width);
        }
        else
        {
            IntegerPanels.PackRows(kernel, packed, Outputs, 1, Depth);
        }
    }
}

/// <summary>A convolution of integers in groups, packed as <c>[tap][input of the group][output]</c>.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels of a group.</param>
/// <param name="outputs">Output channels of all groups.</param>
public sealed class IntegerGroupedConvolutionWeights(string name, long offset, IntegerOperands operands, int height, int width, int inputs, int outputs)
    : IntegerSumWeights(name, offset, operands)
{
    private protected override int Outputs => outputs;

    private protected override int Depth => height * width * inputs;

    private protected override TensorSlot Kernel => new(Name, TensorRole.Kernel, [outputs, inputs, height, width]) { IsInteger = true, IsSigned = true };

    private protected override long KernelBytes => IntegerLayout.RowBytes(outputs, Depth);

    private protected override void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed) =>
        IntegerPanels.PackRows(kernel, packed, outputs, inputs, height * width);
}

/// <summary>A transposed convolution of integers, packed as <c>[tap][input of the group][output]</c>.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="offset">Where they start in the packed weights, in bytes.</param>
/// <param name="operands">The tensors.</param>
/// <param name="height">Rows of the kernel.</param>
/// <param name="width">Columns of the kernel.</param>
/// <param name="inputs">Input channels of all groups.</param>
/// <param name="outputs">Output channels of all groups.</param>
/// <param name="groups">Groups that do not see each other.</param>
public sealed class IntegerTransposedConvolutionWeights(
    string name,
    long offset,
    IntegerOperands operands,
    int height,
    int width,
    int inputs,
    int outputs,
    int groups)
    : IntegerSumWeights(name, offset, operands)
{
    private protected override int Outputs => outputs;

    private protected override int Depth => height * width * (inputs / groups);

    private protected override TensorSlot Kernel =>
        new(Name, TensorRole.TransposedKernel, [inputs, outputs / groups, height, width]) { IsInteger = true, IsSigned = true };

    private protected override long KernelBytes => IntegerLayout.RowBytes(outputs, Depth);

    private protected override int[] OutputsFirst(int[] kernel) => TransposedConvolutionWeights.OutputsFirst(kernel, height * width, inputs, outputs, groups);

    private protected override void PackKernel(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed) =>
        IntegerPanels.PackRows(kernel, packed, outputs, inputs / groups, height * width);
}
