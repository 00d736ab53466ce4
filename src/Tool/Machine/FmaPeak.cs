using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.Tool.Machine;

/// <summary>What the vector units can do at most: a loop of independent fused multiply-adds that reads no memory.</summary>
internal static class FmaPeak
{
    /// <summary>About a millisecond.</summary>
    private const int Steps = 500_000;

    /// <summary>More than two units of four cycles each can have under way, and few enough for 16 registers.</summary>
    private const int Accumulators = 12;

    /// <summary>With each step an accumulator changes its sign, so that it never comes to rest, at zero, or at infinity.</summary>
    private const float Factor = -0.9999999f;

    private const float Summand = 0.1f;

    /// <summary>10⁹ floating-point operations a second, two for each multiply-add, in one burst.</summary>
    /// <param name="tier">The vector width.</param>
    /// <param name="threads">Threads that run the loop at the same time, and whose operations are added up.</param>
    public static double Measure(SimdTier tier, int threads)
    {
        var (lanes, loop) = tier switch
        {
            SimdTier.Vector512 => (16, Loop512),
            SimdTier.Vector256 => (8, Loop256),
            SimdTier.Vector128 => (4, (Func<float>)Loop128),
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "a vector width is expected."),
        };
        var seconds = Together.Run(threads, () => GC.KeepAlive(loop())).TotalSeconds;
        return 2.0 * Steps * Accumulators * lanes * threads / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512()
    {
        Vector512<float> x = Vector512.Create(Factor), y = Vector512.Create(Summand);
        Vector512<float> a = Vector512.Create(1f), b = Vector512.Create(2f), c = Vector512.Create(3f);
        Vector512<float> d = Vector512.Create(4f), e = Vector512.Create(5f), f = Vector512.Create(6f);
        Vector512<float> g = Vector512.Create(7f), h = Vector512.Create(8f), i = Vector512.Create(9f);
        Vector512<float> j = Vector512.Create(10f), k = Vector512.Create(11f), l = Vector512.Create(12f);
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256()
    {
        Vector256<float> x = Vector256.Create(Factor), y = Vector256.Create(Summand);
        Vector256<float> a = Vector256.Create(1f), b = Vector256.Create(2f), c = Vector256.Create(3f);
        Vector256<float> d = Vector256.Create(4f), e = Vector256.Create(5f), f = Vector256.Create(6f);
        Vector256<float> g = Vector256.Create(7f), h = Vector256.Create(8f), i = Vector256.Create(9f);
        Vector256<float> j = Vector256.Create(10f), k = Vector256.Create(11f), l = Vector256.Create(12f);
        for (var step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop128()
    {
        Vector128<float> x = Vector128.Create(Factor), y = Vector128.Create(Summand);
        Vector128<float> a = Vector128.Create(1f), b = Vector128.Create(2f), c = Vector128.Create(3f);
        Vector128<float> d = Vector128.Create(4f), e = Vector128.Create(5f), f = Vector128.Create(6f);
        Vector128<float> g = Vector128.Create(7f), h = Vector128.Create(8f), i = Vector128.Create(9f);
        Vector128<float> j = Vector128.Create(10f), k = Vector128.Create(11f), l = Vector128.Create(12f);
        for (var step = 0; step < Steps; step++)
        {
            a = Vector128.FusedMultiplyAdd(a, x, y);
            b = Vector128.FusedMultiplyAdd(b, x, y);
            c = Vector128.FusedMultiplyAdd(c, x, y);
            d = Vector128.FusedMultiplyAdd(d, x, y);
            e = Vector128.FusedMultiplyAdd(e, x, y);
            f = Vector128.FusedMultiplyAdd(f, x, y);
            g = Vector128.FusedMultiplyAdd(g, x, y);
            h = Vector128.FusedMultiplyAdd(h, x, y);
            i = Vector128.FusedMultiplyAdd(i, x, y);
            j = Vector128.FusedMultiplyAdd(j, x, y);
            k = Vector128.FusedMultiplyAdd(k, x, y);
            l = Vector128.FusedMultiplyAdd(l, x, y);
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
