using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Numerics.Tests;

public sealed class ExponentialTests
{
    /// <summary>Every Nth float: primes, so that no pattern of bits is left out.</summary>
    private static readonly long s_step = Thorough.Or(3079, 24593);

    [Fact]
    public void It_is_within_two_units_in_the_last_place_over_all_its_range()
    {
        foreach (var x in Floats().Where(x => x is > -86.6f and < 88.7228f))
        {
            var exact = Math.Exp(x);
            var unit = Math.ScaleB(1, Math.ILogB(exact) - 23);
            Assert.True(Math.Abs(Exponential.Exp(x) - exact) <= 2 * unit, $"exp({x:R}) is {Exponential.Exp(x):R}, not {exact:R}");
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits_for_every_kind_of_number()
    {
        Assert.SkipUnless(SimdSupport.IsExact, "without fused multiply-add the widths round differently");
        var lanes = new float[16];
        var filled = 0;
        foreach (var x in Floats())
        {
            lanes[filled++] = x;
            if (filled == lanes.Length)
            {
                Compare(lanes);
                filled = 0;
            }
        }
    }

    /// <summary>Each lane holds another number, so that a lane that reads its neighbour shows.</summary>
    private static void Compare(float[] lanes)
    {
        var v512 = Exponential.Exp(Vector512.Create(lanes));
        var (low256, low128) = (Exponential.Exp(Vector256.Create(lanes)), Exponential.Exp(Vector128.Create(lanes)));
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var expected = Bits(Exponential.Exp(lanes[lane]));
            Assert.True(
                expected == Bits(v512[lane]) && (lane >= 8 || expected == Bits(low256[lane])) && (lane >= 4 || expected == Bits(low128[lane])),
                $"exp({lanes[lane]:R}) differs between widths");
        }
    }

    private static IEnumerable<float> Floats()
    {
        for (var bits = 0L; bits <= uint.MaxValue; bits += s_step)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    private static int Bits(float value) => float.IsNaN(value) ? int.MaxValue : BitConverter.SingleToInt32Bits(value);
}
