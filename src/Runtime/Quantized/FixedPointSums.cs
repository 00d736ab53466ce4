using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The same as <see cref="IntegerSums"/> in fixed point: products with multipliers of 31 bits, as TensorFlow Lite's reference kernels and TensorFlow Lite
/// Micro have it.
/// </summary>
public readonly ref partial struct FixedPointSums
{
    private readonly int _zero;
    private readonly int _min;
    private readonly int _max;
    private readonly bool _roundsOnce;
    private readonly ref byte _weights;
    private readonly int _outputs;

    /// <summary>Reads what all channels share.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="outputs">Channels that come out.</param>
    public FixedPointSums(ref byte weights, int outputs)
    {
        _weights = ref weights;
        _outputs = outputs;
        ref readonly var header = ref Unsafe.As<byte, SumHeader>(ref weights);
        (_zero, _min, _max) = (header.Zero, header.Min, header.Max);
        Padding = header.InputZero;
        HasWeightZeros = header.HasWeightZeros != 0;
        _roundsOnce = header.RoundsOnce != 0;
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
    public byte Of(int sum, int channel)
    {
        var multiplier = new FixedPointMultiplier(
            Numbers<int>(IntegerLayout.MultiplierAt(_outputs), channel), Numbers<int>(IntegerLayout.ShiftAt(_outputs), channel));
        return (byte)Math.Clamp((_roundsOnce ? multiplier.RoundOnce(sum) : multiplier.RoundTwice(sum)) + _zero, _min, _max);
    }

    private ref T Numbers<T>(int section, int channel)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref _weights, section + (channel * Unsafe.SizeOf<T>())));
}
