using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>Sums of as many channels as vectors have lanes.</summary>
public readonly ref partial struct FixedPointSums
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
