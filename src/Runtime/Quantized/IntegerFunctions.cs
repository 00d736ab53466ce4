using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.Quantized;

namespace MobileNetGen.CompilerServices;

/// <summary>What generated loops do with runs of integers, from 0 to 255 in memory, by the numbers that <see cref="IntegerFunctionWeights"/> packed.</summary>
public static class IntegerFunctions
{
    /// <summary>What a table has for each.</summary>
    /// <param name="table">256 bytes.</param>
    /// <param name="input">The first of the elements.</param>
    /// <param name="output">The first of the results.</param>
    /// <param name="count">How many.</param>
    public static void Lookup(ref byte table, ref byte input, ref byte output, int count) => ByteTable.Apply(ref table, ref input, ref output, count);

    /// <summary>Sums, or differences.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="left">The first of the elements on the left.</param>
    /// <param name="leftStep">1 for elements side by side, 0 for one that stands for all.</param>
    /// <param name="right">The first of the elements on the right.</param>
    /// <param name="rightStep">1 for elements side by side, 0 for one that stands for all.</param>
    /// <param name="output">The first of the results.</param>
    /// <param name="count">How many.</param>
    public static void Sum(ref byte numbers, ref byte left, int leftStep, ref byte right, int rightStep, ref byte output, int count) =>
        ElementPairs.Apply(ref Unsafe.As<byte, RescaledSum>(ref numbers), ref left, leftStep, ref right, rightStep, ref output, count);

    /// <summary>Products.</summary>
    /// <inheritdoc cref="Sum"/>
    public static void Product(ref byte numbers, ref byte left, int leftStep, ref byte right, int rightStep, ref byte output, int count) =>
        ElementPairs.Apply(ref Unsafe.As<byte, RescaledProduct>(ref numbers), ref left, leftStep, ref right, rightStep, ref output, count);

    /// <summary>The mean of elements, or their sum, in the output's scale.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="sum">Of all elements.</param>
    public static byte Mean(ref byte numbers, int sum) => Unsafe.As<byte, IntegerMean>(ref numbers).Of(sum);

    /// <summary>The mean of each channel over all pixels, or their sum, in the output's scale.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="input">The first channel of the first pixel.</param>
    /// <param name="pixels">How many pixels there are.</param>
    /// <param name="pitch">From one pixel to the next.</param>
    /// <param name="output">The first of the results.</param>
    /// <param name="count">How many channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanOfPixels(ref byte numbers, ref byte input, int pixels, int pitch, ref byte output, int count)
    {
        ref readonly var mean = ref Unsafe.As<byte, IntegerMean>(ref numbers);
        Span<int> sums = stackalloc int[ChannelSums.Channels];
        for (var channel = 0; channel < count; channel += ChannelSums.Channels)
        {
            var channels = Math.Min(ChannelSums.Channels, count - channel);
            ChannelSums.Of(ref Unsafe.Add(ref input, channel), pixels, pitch, sums[..channels]);
            for (var index = 0; index < channels; index++)
            {
                Unsafe.Add(ref output, channel + index) = mean.Of(sums[index]);
            }
        }
    }

    /// <summary>The mean of the elements under a window.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="sum">Of the elements.</param>
    /// <param name="count">How many.</param>
    public static byte PooledMean(ref byte numbers, int sum, int count) => Unsafe.As<byte, PooledMean>(ref numbers).Of(sum, count);

    /// <summary>Probabilities of logits.</summary>
    /// <param name="numbers">The numbers of the function, and its table.</param>
    /// <param name="input">The first of the elements.</param>
    /// <param name="output">The first of the results.</param>
    /// <param name="count">How many.</param>
    public static void Softmax(ref byte numbers, ref byte input, ref byte output, int count) => IntegerSoftmax.Apply(
        ref numbers, MemoryMarshal.CreateReadOnlySpan(ref input, count), MemoryMarshal.CreateSpan(ref output, count));

    /// <summary>A vector over its length.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="input">The first of the elements.</param>
    /// <param name="output">The first of the results.</param>
    /// <param name="count">How many.</param>
    public static void L2Normalize(ref byte numbers, ref byte input, ref byte output, int count) =>
        L2Normalization.Apply(in Unsafe.As<byte, IntegerPorts>(ref numbers), ref input, ref output, count);

    /// <summary>The integers of floats.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="input">The first of the floats.</param>
    /// <param name="output">The first of the integers.</param>
    /// <param name="count">How many.</param>
    public static void Quantize(ref byte numbers, ref float input, ref byte output, int count) =>
        Unsafe.As<byte, FloatQuantization>(ref numbers).Quantize(ref input, ref output, count);

    /// <summary>The floats that integers stand for.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="input">The first of the integers.</param>
    /// <param name="output">The first of the floats.</param>
    /// <param name="count">How many.</param>
    public static void Dequantize(ref byte numbers, ref byte input, ref float output, int count) =>
        Unsafe.As<byte, FloatQuantization>(ref numbers).Dequantize(ref input, ref output, count);

    /// <summary>What lies between four elements, whose shares have 22 fractional bits together, or 20.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="sum">The elements times their shares.</param>
    /// <param name="bits">22 as XNNPACK has it, which rounds halves up; 20 as TensorFlow Lite has it, which rounds them away from zero.</param>
    public static byte Interpolated(ref byte numbers, int sum, int bits)
    {
        ref readonly var ports = ref Unsafe.As<byte, IntegerPorts>(ref numbers);
        if (bits == 22)
        {
            return (byte)((sum + (1 << 21)) >> 22);
        }

        var own = sum - (ports.InputOffset << bits);
        return (byte)(((own + (own > 0 ? 1 << (bits - 1) : -(1 << (bits - 1)))) / (1 << bits)) + ports.InputOffset);
    }

    /// <summary>What lies between four elements, in float32 as ONNX Runtime adds it up, which resizes the floats that integers stand for.</summary>
    /// <param name="numbers">The numbers of the function.</param>
    /// <param name="topLeft">The element above, on the left.</param>
    /// <param name="topRight">The element above, on the right.</param>
    /// <param name="bottomLeft">The element below, on the left.</param>
    /// <param name="bottomRight">The element below, on the right.</param>
    /// <param name="left">The share of those on the left.</param>
    /// <param name="right">The share of those on the right.</param>
    /// <param name="top">The share of those above.</param>
    /// <param name="bottom">The share of those below.</param>
    public static byte Interpolated(
        ref byte numbers,
        byte topLeft,
        byte topRight,
        byte bottomLeft,
        byte bottomRight,
        float left,
        float right,
        float top,
        float bottom)
    {
        ref readonly var real = ref Unsafe.As<byte, FloatQuantization>(ref numbers);
        return real.Quantize((left * top * real.Dequantize(topLeft))
            + (right * top * real.Dequantize(topRight))
            + (left * bottom * real.Dequantize(bottomLeft))
            + (right * bottom * real.Dequantize(bottomRight)));
    }
}
