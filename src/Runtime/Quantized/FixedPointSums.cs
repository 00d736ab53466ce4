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
public readonly ref struct FixedPointSums
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

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> Bias512(int channel) => Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WeightZeros512(int channel) => Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector512<int> Padding512 => Vector512.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WithoutZeros(Vector512<int> sum, int channel, int inputs) => sum - (WeightZeros512(channel) * Vector512.Create(inputs));

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Bias256(int channel) => Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WeightZeros256(int channel) => Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector256<int> Padding256 => Vector256.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WithoutZeros(Vector256<int> sum, int channel, int inputs) => sum - (WeightZeros256(channel) * Vector256.Create(inputs));

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Bias128(int channel) => Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WeightZeros128(int channel) => Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector128<int> Padding128 => Vector128.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WithoutZeros(Vector128<int> sum, int channel, int inputs) => sum - (WeightZeros128(channel) * Vector128.Create(inputs));

    /// <summary>The output's integer for a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    public byte Of(int sum, int channel)
    {
        var multiplier = new FixedPointMultiplier(
            Numbers<int>(IntegerLayout.MultiplierAt(_outputs), channel), Numbers<int>(IntegerLayout.ShiftAt(_outputs), channel));
        return (byte)Math.Clamp((_roundsOnce ? multiplier.RoundOnce(sum) : multiplier.RoundTwice(sum)) + _zero, _min, _max);
    }

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector512<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector512<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector256<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector256<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector256<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector128<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector128<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector128<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    private Vector512<int> Rounded(Vector512<int> sum, int channel)
    {
        var rounded = sum;
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
        {
            rounded = rounded.WithElement(lane, Of(sum.GetElement(lane), channel + lane));
        }

        return rounded;
    }

    private Vector256<int> Rounded(Vector256<int> sum, int channel)
    {
        var rounded = sum;
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
        {
            rounded = rounded.WithElement(lane, Of(sum.GetElement(lane), channel + lane));
        }

        return rounded;
    }

    private Vector128<int> Rounded(Vector128<int> sum, int channel)
    {
        var rounded = sum;
        for (var lane = 0; lane < Vector128<int>.Count; lane++)
        {
            rounded = rounded.WithElement(lane, Of(sum.GetElement(lane), channel + lane));
        }

        return rounded;
    }

    private ref T Numbers<T>(int section, int channel)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref _weights, section + (channel * Unsafe.SizeOf<T>())));
}
