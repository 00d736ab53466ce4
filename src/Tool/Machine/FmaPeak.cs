using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.Tool.Machine;

/// <summary>What the vector units can do at most: a loop of independent fused multiply-adds that reads no memory.</summary>
internal static class FmaPeak
{
    /// <summary>With each step an accumulator changes its sign, so that it never comes to rest, at zero, or at infinity.</summary>
    private const float Multiplier = -0.9999999f;

    private const float Summand = 0.1f;

    /// <summary>10⁹ floating-point operations a second, two for each multiply-add, in one burst.</summary>
    /// <param name="tier">The vector width.</param>
    /// <param name="threads">Threads that run the loop at the same time, and whose operations are added up.</param>
    public static double Measure(SimdTier tier, int threads) => tier switch
    {
        SimdTier.Vector512 => PeakLoop.Measure<Vector512<float>, Step512>(2 * Vector512<float>.Count, threads),
        SimdTier.Vector256 => PeakLoop.Measure<Vector256<float>, Step256>(2 * Vector256<float>.Count, threads),
        SimdTier.Vector128 => PeakLoop.Measure<Vector128<float>, Step128>(2 * Vector128<float>.Count, threads),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "a vector width is expected."),
    };

    private readonly struct Step512 : IPeakStep<Vector512<float>>
    {
        public static Vector512<float> Other => Vector512.Create(Summand);

        public static Vector512<float> Start(int number) => Vector512.Create((float)number);

        public static Vector512<float> Factor(int turn) => Vector512.Create(Multiplier);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Apply(Vector512<float> accumulator, Vector512<float> factor, Vector512<float> other) =>
            Vector512.FusedMultiplyAdd(accumulator, factor, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector512<float> left, Vector512<float> right) => Vector512.Sum(left + right);
    }

    private readonly struct Step256 : IPeakStep<Vector256<float>>
    {
        public static Vector256<float> Other => Vector256.Create(Summand);

        public static Vector256<float> Start(int number) => Vector256.Create((float)number);

        public static Vector256<float> Factor(int turn) => Vector256.Create(Multiplier);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Apply(Vector256<float> accumulator, Vector256<float> factor, Vector256<float> other) =>
            Vector256.FusedMultiplyAdd(accumulator, factor, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector256<float> left, Vector256<float> right) => Vector256.Sum(left + right);
    }

    private readonly struct Step128 : IPeakStep<Vector128<float>>
    {
        public static Vector128<float> Other => Vector128.Create(Summand);

        public static Vector128<float> Start(int number) => Vector128.Create((float)number);

        public static Vector128<float> Factor(int turn) => Vector128.Create(Multiplier);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Apply(Vector128<float> accumulator, Vector128<float> factor, Vector128<float> other) =>
            Vector128.FusedMultiplyAdd(accumulator, factor, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector128<float> left, Vector128<float> right) => Vector128.Sum(left + right);
    }
}
