using System.Runtime.CompilerServices;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The same as <see cref="FloatRequantization"/> in fixed point: products with multipliers of 31 bits, as TensorFlow Lite's reference kernels and TensorFlow
/// Lite Micro have it.
/// </summary>
public readonly ref struct FixedPointRequantization
{
    private readonly ByteRange _range;
    private readonly bool _roundsOnce;
    private readonly ref byte _weights;
    private readonly int _outputs;

    /// <summary>Reads what all channels share.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="outputs">Channels that come out.</param>
    public FixedPointRequantization(ref byte weights, int outputs)
    {
        _weights = ref weights;
        _outputs = outputs;
        ref readonly var header = ref Unsafe.As<byte, SumHeader>(ref weights);
        _range = header.Range;
        _roundsOnce = header.RoundsOnce != 0;
    }

    /// <summary>The output's integer for a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    public byte Of(int sum, int channel)
    {
        var multiplier = new FixedPointMultiplier(
            SumNumbers.At<int>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel),
            SumNumbers.At<int>(ref _weights, IntegerLayout.ShiftAt(_outputs), channel));
        return _range.At(_roundsOnce ? multiplier.RoundOnce(sum) : multiplier.RoundTwice(sum));
    }

    /// <inheritdoc cref="FloatRequantization.Store"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(ref int sums, int lanes, int pixels, int channel, int count, ref byte output, int pitch)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var index = 0; index < count; index++)
            {
                var sum = Unsafe.Add(ref sums, (pixel * lanes) + index) + SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel + index);
                Unsafe.Add(ref output, (pixel * pitch) + index) = Of(sum, channel + index);
            }
        }
    }
}
