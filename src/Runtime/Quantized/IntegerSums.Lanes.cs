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
    public Vector512<int> Bias512(int channel) => Vector512.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WithoutZeros(Vector512<int> sum, int channel, Vector512<int> inputs) =>
        sum - (Vector512.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Bias256(int channel) => Vector256.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WithoutZeros(Vector256<int> sum, int channel, Vector256<int> inputs) =>
        sum - (Vector256.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Bias128(int channel) => Vector128.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel));

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WithoutZeros(Vector128<int> sum, int channel, Vector128<int> inputs) =>
        sum - (Vector128.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.WeightZeroAt(_outputs), channel)) * inputs);
}
