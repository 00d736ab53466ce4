using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Machine;

/// <summary>What the vector units can do with bytes at most: a loop of independent dot products that reads no memory.</summary>
internal static class DotPeak
{
    private const int Steps = 500_000;

    /// <summary>More than two units of four cycles each can have under way, and few enough for 16 registers.</summary>
    private const int Accumulators = 12;

    /// <summary>Products that one lane of 32 bits takes.</summary>
    private const int Products = 4;

    /// <summary>10⁹ operations a second, two for each multiply-add, in one burst.</summary>
    /// <param name="tier">The vectors of the network that is held to it, which may leave the work to narrower ones.</param>
    /// <param name="threads">Threads that run the loop at the same time, and whose operations are added up.</param>
    public static double Measure(SimdTier tier, int threads)
    {
        var (lanes, loop) = tier switch
        {
            SimdTier.Vector512 when DotProducts.Prefers512 => (16, Loop<Vector512<int>, Dot512>),
            SimdTier.Vector512 or SimdTier.Vector256 => (8, Loop<Vector256<int>, Dot256>),
            SimdTier.Vector128 => (4, (Func<int>)Loop<Vector128<int>, Dot128>),
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "a vector width is expected."),
        };
        var seconds = Together.Run(threads, () => GC.KeepAlive(loop())).TotalSeconds;
        return 2.0 * Products * Steps * Accumulators * lanes * threads / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Loop<TVector, TDot>()
        where TVector : struct
        where TDot : IDot<TVector>
    {
        TVector x = TDot.All(3), y = TDot.All(5), z = TDot.All(7);
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = TDot.Add(a, x, y);
            b = TDot.Add(b, x, y);
            c = TDot.Add(c, x, y);
            d = TDot.Add(d, x, y);
            e = TDot.Add(e, x, y);
            f = TDot.Add(f, x, y);
            g = TDot.Add(g, x, y);
            h = TDot.Add(h, x, y);
            i = TDot.Add(i, x, y);
            j = TDot.Add(j, x, y);
            k = TDot.Add(k, x, y);
            l = TDot.Add(l, x, y);

            // With the same factors in every step, what is made of them would be made once.
            (x, z) = (z, x);
        }

        // No call: what lives across one is kept in memory.
        return TDot.Sum(a, b) + TDot.Sum(c, d) + TDot.Sum(e, f) + TDot.Sum(g, h) + TDot.Sum(i, j) + TDot.Sum(k, l);
    }

    private interface IDot<TVector>
    {
        /// <summary>A number in every byte.</summary>
        static abstract TVector All(byte number);

        /// <summary>A vector's sums with four products more in each lane.</summary>
        static abstract TVector Add(TVector sum, TVector left, TVector right);

        /// <summary>Of all lanes.</summary>
        static abstract int Sum(TVector left, TVector right);
    }

    private readonly struct Dot512 : IDot<Vector512<int>>
    {
        public static Vector512<int> All(byte number) => Vector512.Create(number).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int Sum(Vector512<int> left, Vector512<int> right) => Vector512.Sum(left + right);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> Add(Vector512<int> sum, Vector512<int> left, Vector512<int> right) =>
            DotProducts.Add(sum, left.AsByte(), right.AsSByte());
    }

    private readonly struct Dot256 : IDot<Vector256<int>>
    {
        public static Vector256<int> All(byte number) => Vector256.Create(number).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int Sum(Vector256<int> left, Vector256<int> right) => Vector256.Sum(left + right);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Add(Vector256<int> sum, Vector256<int> left, Vector256<int> right) =>
            DotProducts.Add(sum, left.AsByte(), right.AsSByte());
    }

    private readonly struct Dot128 : IDot<Vector128<int>>
    {
        public static Vector128<int> All(byte number) => Vector128.Create(number).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int Sum(Vector128<int> left, Vector128<int> right) => Vector128.Sum(left + right);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Add(Vector128<int> sum, Vector128<int> left, Vector128<int> right) =>
            DotProducts.Add(sum, left.AsByte(), right.AsSByte());
    }
}
