using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// From sums of products of integers to the output's integers, by what <see cref="IntegerSumWeights"/> packed: float32 products with a multiplier for
/// each channel, rounded to even, as XNNPACK and ONNX Runtime have it.
/// </summary>
public readonly ref struct FloatRequantization
{
    private readonly ByteRange _range;
    private readonly ref byte _weights;
    private readonly int _outputs;

    /// <summary>Reads what all channels share.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="outputs">Channels that come out.</param>
    public FloatRequantization(ref byte weights, int outputs)
    {
        _weights = ref weights;
        _outputs = outputs;
        _range = Unsafe.As<byte, SumHeader>(ref weights).Range;
    }

    /// <summary>The output's integer for a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    public byte Of(int sum, int channel) => FloatRounding.ToInteger(
        sum * SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel), _range);

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
            BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 16),
                Scaled(sum2, channel + 32), Scaled(sum3, channel + 48), _range),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<int> sum0, Vector512<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 16), _range), ref output, count);

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
            BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 8),
                Scaled(sum2, channel + 16), Scaled(sum3, channel + 24), _range),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector256<int> sum0, Vector256<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 8), _range), ref output, count);

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
            BytePacking.Pack(
                Scaled(sum0, channel), Scaled(sum1, channel + 4),
                Scaled(sum2, channel + 8), Scaled(sum3, channel + 12), _range),
            ref output, count);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum0">The first sums.</param>
    /// <param name="sum1">The last sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector128<int> sum0, Vector128<int> sum1, int channel, ref byte output, int count) =>
        BytePacking.Store(BytePacking.Pack(Scaled(sum0, channel), Scaled(sum1, channel + 4), _range), ref output, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Scaled(Vector512<int> sum, int channel) => FloatRounding.ToEven(
        Vector512.ConvertToSingle(sum) * Vector512.LoadUnsafe(ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Scaled(Vector256<int> sum, int channel) => FloatRounding.ToEven(
        Vector256.ConvertToSingle(sum) * Vector256.LoadUnsafe(ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Scaled(Vector128<int> sum, int channel) => FloatRounding.ToEven(
        Vector128.ConvertToSingle(sum) * Vector128.LoadUnsafe(ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel)));
}
