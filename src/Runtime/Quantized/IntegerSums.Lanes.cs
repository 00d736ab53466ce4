using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>Sums of as many channels as vectors have lanes.</summary>
public readonly ref partial struct IntegerSums
{
    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> Bias512(int channel) => Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WithoutZeros(Vector512<int> sum, int channel, Vector512<int> inputs) =>
        sum - (Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Bias256(int channel) => Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WithoutZeros(Vector256<int> sum, int channel, Vector256<int> inputs) =>
        sum - (Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Bias128(int channel) => Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WithoutZeros(Vector128<int> sum, int channel, Vector128<int> inputs) =>
        sum - (Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<int> sum0, Vector512<int> sum1, Vector512<int> sum2, Vector512<int> sum3, int channel, ref byte output, int count) =>
        BytePacking.Store(
            Bounded(BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 16),
                Scaled(sum2, channel + 32), Scaled(sum3, channel + 48), _zero)),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<int> sum0, Vector512<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(Bounded(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 16), _zero)), ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector256<int> sum0, Vector256<int> sum1, Vector256<int> sum2, Vector256<int> sum3, int channel, ref byte output, int count) =>
        BytePacking.Store(
            Bounded(BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 8),
                Scaled(sum2, channel + 16), Scaled(sum3, channel + 24), _zero)),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector256<int> sum0, Vector256<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(Bounded(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 8), _zero)), ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The next sums.</param>
    /// <param name="sum2">The third sums.</param>
    /// <param name="sum3">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector128<int> sum0, Vector128<int> sum1, Vector128<int> sum2, Vector128<int> sum3, int channel, ref byte output, int count) =>
        BytePacking.Store(
            Bounded(BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 4),
                Scaled(sum2, channel + 8), Scaled(sum3, channel + 12), _zero)),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector128<int> sum0, Vector128<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(Bounded(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 4), _zero)), ref output, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Scaled(Vector512<int> sum, int channel) => FloatRounding.ToEven(
        Vector512.ConvertToSingle(sum) * Vector512.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Scaled(Vector256<int> sum, int channel) => FloatRounding.ToEven(
        Vector256.ConvertToSingle(sum) * Vector256.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Scaled(Vector128<int> sum, int channel) => FloatRounding.ToEven(
        Vector128.ConvertToSingle(sum) * Vector128.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)));

    private Vector512<byte> Bounded(Vector512<byte> value) => Vector512.Min(Vector512.Max(value, Vector512.Create((byte)_min)), Vector512.Create((byte)_max));

    private Vector256<byte> Bounded(Vector256<byte> value) => Vector256.Min(Vector256.Max(value, Vector256.Create((byte)_min)), Vector256.Create((byte)_max));

    private Vector128<byte> Bounded(Vector128<byte> value) => Vector128.Min(Vector128.Max(value, Vector128.Create((byte)_min)), Vector128.Create((byte)_max));
}
