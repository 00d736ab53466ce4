using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Sums of products of integers on their way to the output's integers, by what <see cref="IntegerSumWeights"/> packed: float32 products with a
/// multiplier for each channel, rounded to even, as XNNPACK and ONNX Runtime have it.
/// </summary>
public readonly ref partial struct IntegerSums
{
    private readonly int _zero;
    private readonly int _min;
    private readonly int _max;
    private readonly ref byte _weights;
    private readonly int _outputs;

    /// <summary>Reads what all channels share.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="outputs">Channels that come out.</param>
    public IntegerSums(ref byte weights, int outputs)
    {
        _weights = ref weights;
        _outputs = outputs;
        ref readonly var header = ref Unsafe.As<byte, SumHeader>(ref weights);
        (_zero, _min, _max) = (header.Zero, header.Min, header.Max);
        Padding = header.InputZero;
        HasWeightZeros = header.HasWeightZeros != 0;
    }

    /// <summary>What padding counts as.</summary>
    public int Padding { get; }

    /// <summary>True where the zero points of weights count.</summary>
    public bool HasWeightZeros { get; }

    /// <summary>The bias of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int Bias(int channel) => Numbers<int>(IntegerLayout.BiasAt, channel);

    /// <summary>The zero point of the weights of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int WeightZeros(int channel) => Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel);

    /// <summary>A sum without what the zero points of the weights add to it.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    public int WithoutZeros(int sum, int channel, int inputs) => sum - (WeightZeros(channel) * inputs);

    /// <summary>The output's integer for a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    public byte Of(int sum, int channel) => FloatRounding.ToInteger(sum * Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel), _zero, _min, _max);

    /// <summary>A weight.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the weight, in bytes.</param>
    public static int LoadSigned(ref byte from, nint offset) => (sbyte)Unsafe.Add(ref from, offset);

    /// <summary>The sum of a row of inputs.</summary>
    /// <param name="row">The first.</param>
    /// <param name="count">How many.</param>
    public static int OfRow(ref byte row, int count)
    {
        var (lanes, index) = (Vector128<int>.Zero, 0);
        for (; index <= count - Vector128<byte>.Count; index += Vector128<byte>.Count)
        {
            lanes = DotProducts.Add(lanes, Vector128.LoadUnsafe(ref row, (nuint)index), Vector128.Create((sbyte)1));
        }

        var sum = Vector128.Sum(lanes);
        for (; index < count; index++)
        {
            sum += Unsafe.Add(ref row, index);
        }

        return sum;
    }

    private ref T Numbers<T>(int section, int channel)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref _weights, section + (channel * Unsafe.SizeOf<T>())));
}
