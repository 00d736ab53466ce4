using System.Numerics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Softmax in gemmlowp's fixed point, as TensorFlow Lite's reference kernel and TensorFlow Lite Micro have it (<c>reference/softmax.h</c>).</summary>
internal readonly struct FixedPointSoftmax
{
    private const int ScaledBits = 5;
    private const int AccumulatorBits = 12;
    private const int Quarter = 1 << 24;
    private readonly FixedPointMultiplier _multiplier;
    private readonly int _minDistance;

    public FixedPointSoftmax(Quantization input, float beta)
    {
        _multiplier = FixedPointMultiplier.Of(Math.Min((double)beta * input.Scale * (1 << (31 - ScaledBits)), int.MaxValue));
        _minDistance = -(int)Math.Floor(((1 << ScaledBits) - 1) * (double)(1L << (31 - ScaledBits)) / Math.ScaleB(1, _multiplier.Shift));
    }

    /// <param name="input">The logits.</param>
    /// <param name="output">From 0, one step being 1/256.</param>
    public void Apply(ReadOnlySpan<byte> input, Span<byte> output)
    {
        byte largest = 0;
        foreach (var value in input)
        {
            largest = Math.Max(largest, value);
        }

        var sum = 0;
        foreach (var value in input)
        {
            if (value - largest >= _minDistance)
            {
                sum += FixedPointMultiplier.DivideByPowerOfTwo(Exponential(value - largest), AccumulatorBits);
            }
        }

        var headroom = BitOperations.LeadingZeroCount((uint)sum);
        var scale = Reciprocal((int)(((uint)sum << headroom) - (1u << 31)));
        for (var index = 0; index < input.Length; index++)
        {
            var distance = input[index] - largest;
            output[index] = distance < _minDistance
                ? (byte)0
                : (byte)Math.Clamp(
                    FixedPointMultiplier.DivideByPowerOfTwo(
                        FixedPointMultiplier.HighProduct(scale, Exponential(distance)),
                        AccumulatorBits - headroom + 31 - 8),
                    byte.MinValue,
                    byte.MaxValue);
        }
    }

    private int Exponential(int distance) => OnNegative(_multiplier.RoundTwice(distance));

    /// <summary><c>exp</c> of a number from −32 to 0 with 26 fractional bits, as one with 31.</summary>
    private static int OnNegative(int value)
    {
        if (value == 0)
        {
            return int.MaxValue;
        }

        var remainder = (value & (Quarter - 1)) - Quarter;
        var result = OnQuarter(remainder << ScaledBits);
        var rest = remainder - value;
        ReadOnlySpan<int> factors = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];
        for (var bit = 0; bit < factors.Length; bit++)
        {
            if ((rest & (1 << (24 + bit))) != 0)
            {
                result = FixedPointMultiplier.HighProduct(result, factors[bit]);
            }
        }

        return result;
    }

    /// <summary>A polynomial of degree 4 around −1/8.</summary>
    private static int OnQuarter(int value)
    {
        var x = value + (1 << 28);
        var (x2, x3, x4) = (FixedPointMultiplier.HighProduct(x, x), 0, 0);
        (x3, x4) = (FixedPointMultiplier.HighProduct(x2, x), FixedPointMultiplier.HighProduct(x2, x2));
        var inner = FixedPointMultiplier.HighProduct(FixedPointMultiplier.DivideByPowerOfTwo(x4, 2) + x3, 715827883) + x2;
        return 1895147668 + FixedPointMultiplier.HighProduct(1895147668, x + FixedPointMultiplier.DivideByPowerOfTwo(inner, 1));
    }

    /// <summary><c>1 / (1 + x)</c> of a number from 0 to 1 with 31 fractional bits, by three steps of Newton's method.</summary>
    private static int Reciprocal(int value)
    {
        var half = ((long)value + int.MaxValue) is var sum && sum >= 0 ? (int)((sum + 1) / 2) : (int)((sum - 1) / 2);
        var x = 1515870810 + FixedPointMultiplier.HighProduct(half, -1010580540);
        for (var step = 0; step < 3; step++)
        {
            var error = (1 << 29) - FixedPointMultiplier.HighProduct(half, x);
            x += (int)Math.Clamp((long)FixedPointMultiplier.HighProduct(x, error) << 2, int.MinValue, int.MaxValue);
        }

        return (int)Math.Clamp((long)x << 1, int.MinValue, int.MaxValue);
    }
}
