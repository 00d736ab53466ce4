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

    /// <summary>Stores a tile of sums, after biases are added, as the output's integers.</summary>
    /// <param name="sums">The first sum of the first pixel.</param>
    /// <param name="lanes">From one pixel's sums to the next's: whole pairs of vectors of 128 bits.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="count">Channels of each pixel.</param>
    /// <param name="output">Where the first pixel's go.</param>
    /// <param name="pitch">From one pixel of the output to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(ref int sums, int lanes, int pixels, int channel, int count, ref byte output, int pitch)
    {
        var group = Vector512.IsHardwareAccelerated && lanes % 32 == 0 ? 32 : Vector256.IsHardwareAccelerated && lanes % 16 == 0 ? 16 : 8;
        for (var at = 0; at < count; at += group)
        {
            ref var first = ref Unsafe.Add(ref sums, at);
            ref var to = ref Unsafe.Add(ref output, at);
            var rest = Math.Min(count - at, group);
            switch (group)
            {
                case 32:
                    Store512(ref first, lanes, pixels, channel + at, rest, ref to, pitch);
                    break;
                case 16:
                    Store256(ref first, lanes, pixels, channel + at, rest, ref to, pitch);
                    break;
                default:
                    Store128(ref first, lanes, pixels, channel + at, rest, ref to, pitch);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store512(ref int sums, int lanes, int pixels, int channel, int count, ref byte output, int pitch)
    {
        ref var biases = ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel);
        ref var multipliers = ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel);
        var (bias0, bias1) = (Vector512.LoadUnsafe(ref biases), Vector512.LoadUnsafe(ref biases, 16));
        var (multiplier0, multiplier1) = (Vector512.LoadUnsafe(ref multipliers), Vector512.LoadUnsafe(ref multipliers, 16));
        for (var pixel = 0; pixel < pixels; pixel += 2)
        {
            // The last of an odd number is its own neighbour.
            ref var next = ref Unsafe.Add(ref sums, pixel + 1 < pixels ? lanes : 0);
            var bytes = BytePacking.Pack(
                Scaled(Vector512.LoadUnsafe(ref sums) + bias0, multiplier0), Scaled(Vector512.LoadUnsafe(ref sums, 16) + bias1, multiplier1),
                Scaled(Vector512.LoadUnsafe(ref next) + bias0, multiplier0), Scaled(Vector512.LoadUnsafe(ref next, 16) + bias1, multiplier1),
                _range);
            BytePacking.Store(bytes.GetLower(), ref output, count);
            BytePacking.Store(bytes.GetUpper(), ref Unsafe.Add(ref output, pixel + 1 < pixels ? pitch : 0), count);
            sums = ref Unsafe.Add(ref sums, 2 * lanes);
            output = ref Unsafe.Add(ref output, 2 * pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store256(ref int sums, int lanes, int pixels, int channel, int count, ref byte output, int pitch)
    {
        ref var biases = ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel);
        ref var multipliers = ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel);
        var (bias0, bias1) = (Vector256.LoadUnsafe(ref biases), Vector256.LoadUnsafe(ref biases, 8));
        var (multiplier0, multiplier1) = (Vector256.LoadUnsafe(ref multipliers), Vector256.LoadUnsafe(ref multipliers, 8));
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            BytePacking.Store(
                BytePacking.Pack(
                    Scaled(Vector256.LoadUnsafe(ref sums) + bias0, multiplier0),
                    Scaled(Vector256.LoadUnsafe(ref sums, 8) + bias1, multiplier1),
                    _range),
                ref output,
                count);
            sums = ref Unsafe.Add(ref sums, lanes);
            output = ref Unsafe.Add(ref output, pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store128(ref int sums, int lanes, int pixels, int channel, int count, ref byte output, int pitch)
    {
        ref var biases = ref SumNumbers.At<int>(ref _weights, IntegerLayout.BiasAt, channel);
        ref var multipliers = ref SumNumbers.At<float>(ref _weights, IntegerLayout.MultiplierAt(_outputs), channel);
        var (bias0, bias1) = (Vector128.LoadUnsafe(ref biases), Vector128.LoadUnsafe(ref biases, 4));
        var (multiplier0, multiplier1) = (Vector128.LoadUnsafe(ref multipliers), Vector128.LoadUnsafe(ref multipliers, 4));
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            BytePacking.Store(
                BytePacking.Pack(
                    Scaled(Vector128.LoadUnsafe(ref sums) + bias0, multiplier0),
                    Scaled(Vector128.LoadUnsafe(ref sums, 4) + bias1, multiplier1),
                    _range),
                ref output,
                count);
            sums = ref Unsafe.Add(ref sums, lanes);
            output = ref Unsafe.Add(ref output, pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Scaled(Vector512<int> sum, Vector512<float> multiplier) => FloatRounding.ToEven(Vector512.ConvertToSingle(sum) * multiplier);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scaled(Vector256<int> sum, Vector256<float> multiplier) => FloatRounding.ToEven(Vector256.ConvertToSingle(sum) * multiplier);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Scaled(Vector128<int> sum, Vector128<float> multiplier) => FloatRounding.ToEven(Vector128.ConvertToSingle(sum) * multiplier);
}
