using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector512<int> sum0, Vector512<int> sum1, Vector512<int> sum2, Vector512<int> sum3, int channel, ref byte output, int count) =>
        Store([sum0, sum1, sum2, sum3], channel, ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector512<int> sum0, Vector512<int> sum1, int channel, ref byte output, int count) =>
        Store([sum0, sum1], channel, ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector256<int> sum0, Vector256<int> sum1, Vector256<int> sum2, Vector256<int> sum3, int channel, ref byte output, int count) =>
        Store([sum0, sum1, sum2, sum3], channel, ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector256<int> sum0, Vector256<int> sum1, int channel, ref byte output, int count) =>
        Store([sum0, sum1], channel, ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector128<int> sum0, Vector128<int> sum1, Vector128<int> sum2, Vector128<int> sum3, int channel, ref byte output, int count) =>
        Store([sum0, sum1, sum2, sum3], channel, ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void Store(Vector128<int> sum0, Vector128<int> sum1, int channel, ref byte output, int count) =>
        Store([sum0, sum1], channel, ref output, count);

    private void Store<TVector>(ReadOnlySpan<TVector> sums, int channel, ref byte output, int count)
        where TVector : unmanaged
    {
        var lanes = MemoryMarshal.Cast<TVector, int>(sums);
        for (var index = 0; index < count; index++)
        {
            Unsafe.Add(ref output, index) = Of(lanes[index], channel + index);
        }
    }
}
