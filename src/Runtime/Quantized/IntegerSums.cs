using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// What sums of products of integers begin with, and what padding and zero points of weights add to them, by what <see cref="IntegerSumWeights"/> packed.
/// </summary>
public readonly ref partial struct IntegerSums
{
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
        Padding = header.InputZero;
        HasWeightZeros = header.HasWeightZeros != 0;
    }

    /// <summary>What padding counts as.</summary>
    public int Padding { get; }

    /// <summary>True where the zero points of weights count.</summary>
    public bool HasWeightZeros { get; }

    /// <summary>The bias of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int Bias(int channel) => SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel);

    /// <summary>The zero point of the weights of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int WeightZeros(int channel) => SumNumbers.At<int>(ref _weights, IntegerLayout.WeightZeroAt(_outputs), channel);

    /// <summary>A sum without what the zero points of the weights add to it.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    public int WithoutZeros(int sum, int channel, int inputs) => sum - (WeightZeros(channel) * inputs);

    /// <summary>A weight.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the weight, in bytes.</param>
    public static int LoadSigned(ref byte from, nint offset) => (sbyte)Unsafe.Add(ref from, offset);

    /// <summary>The sum of a row of inputs.</summary>
    /// <param name="row">The first.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
}
