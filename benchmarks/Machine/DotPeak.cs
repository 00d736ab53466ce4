using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Machine;

/// <summary>What the vector units can do with bytes at most: a loop of independent dot products that reads no memory.</summary>
internal static class DotPeak
{
    /// <summary>Operations of a lane of 32 bits: four products, and as many additions.</summary>
    private const int Operations = 8;

    /// <summary>What a project for .NET 11 has for 512 bits.</summary>
    public const string Bytes512 = "vpdpbusd zmm";

    /// <summary>The instruction that networks of integers are made of here, which are compiled for the runtime that the process runs on.</summary>
    /// <param name="tier">The vectors.</param>
    public static string InstructionOf(SimdTier tier) => tier == SimdTier.Vector512 && HasBytes512 ? Bytes512 : SimdSupport.DotProductOf(tier);

    /// <summary>10⁹ operations a second, two for each multiply-add, in one burst.</summary>
    /// <param name="tier">The vectors of the network that is held to it, which may leave the work to narrower ones.</param>
    /// <param name="threads">Threads that run the loop at the same time, and whose operations are added up.</param>
    public static double Measure(SimdTier tier, int threads) => tier switch
    {
#if NET11_0_OR_GREATER
        SimdTier.Vector512 when HasBytes512 => PeakLoop.Measure<Vector512<int>, StepBytes512>(Operations * Vector512<int>.Count, threads),
#endif
        SimdTier.Vector512 when !DotProducts.HasBytes256 => PeakLoop.Measure<Vector512<int>, Step512>(Operations * Vector512<int>.Count, threads),
        SimdTier.Vector512 or SimdTier.Vector256 => PeakLoop.Measure<Vector256<int>, Step256>(Operations * Vector256<int>.Count, threads),
        SimdTier.Vector128 => PeakLoop.Measure<Vector128<int>, Step128>(Operations * Vector128<int>.Count, threads),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "a vector width is expected."),
    };

#if NET11_0_OR_GREATER
    private static bool HasBytes512 => System.Runtime.Intrinsics.X86.AvxVnni.V512.IsSupported;

    private readonly struct StepBytes512 : IPeakStep<Vector512<int>>
    {
        public static Vector512<int> Other => Step512.Other;

        public static Vector512<int> Start(int number) => Step512.Start(number);

        public static Vector512<int> Factor(int turn) => Step512.Factor(turn);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> Apply(Vector512<int> accumulator, Vector512<int> factor, Vector512<int> other) =>
            System.Runtime.Intrinsics.X86.AvxVnni.V512.MultiplyWideningAndAdd(accumulator, factor.AsByte(), other.AsSByte());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector512<int> left, Vector512<int> right) => Step512.Sum(left, right);
    }
#else
    private static bool HasBytes512 => false;
#endif

    private readonly struct Step512 : IPeakStep<Vector512<int>>
    {
        public static Vector512<int> Other => Vector512.Create((byte)5).AsInt32();

        public static Vector512<int> Start(int number) => Vector512.Create(number);

        public static Vector512<int> Factor(int turn) => Vector512.Create((byte)(3 + turn)).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> Apply(Vector512<int> accumulator, Vector512<int> factor, Vector512<int> other) =>
            DotProducts.Add(accumulator, factor.AsByte(), other.AsSByte());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector512<int> left, Vector512<int> right) => Vector512.Sum(left + right);
    }

    private readonly struct Step256 : IPeakStep<Vector256<int>>
    {
        public static Vector256<int> Other => Vector256.Create((byte)5).AsInt32();

        public static Vector256<int> Start(int number) => Vector256.Create(number);

        public static Vector256<int> Factor(int turn) => Vector256.Create((byte)(3 + turn)).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulator, Vector256<int> factor, Vector256<int> other) =>
            DotProducts.Add(accumulator, factor.AsByte(), other.AsSByte());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector256<int> left, Vector256<int> right) => Vector256.Sum(left + right);
    }

    private readonly struct Step128 : IPeakStep<Vector128<int>>
    {
        public static Vector128<int> Other => Vector128.Create((byte)5).AsInt32();

        public static Vector128<int> Start(int number) => Vector128.Create(number);

        public static Vector128<int> Factor(int turn) => Vector128.Create((byte)(3 + turn)).AsInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Apply(Vector128<int> accumulator, Vector128<int> factor, Vector128<int> other) =>
            DotProducts.Add(accumulator, factor.AsByte(), other.AsSByte());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum(Vector128<int> left, Vector128<int> right) => Vector128.Sum(left + right);
    }
}
