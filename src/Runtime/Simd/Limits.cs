using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Limits as the activations need them: NaN and −0 of the value stay. The minimum and maximum of x86 are defined that way,
/// and return their second operand where the comparison does not decide; elsewhere a comparison and a choice say the same.
/// </summary>
public static partial class Activations
{
    /// <summary>The limit where the value is below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AtLeast(Vector128<float> limit, Vector128<float> value) => Sse.IsSupported
        ? Sse.Max(limit, value)
        : Vector128.ConditionalSelect(Vector128.LessThan(value, limit), limit, value);

    /// <summary>The limit where the value is above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AtMost(Vector128<float> limit, Vector128<float> value) => Sse.IsSupported
        ? Sse.Min(limit, value)
        : Vector128.ConditionalSelect(Vector128.LessThan(limit, value), limit, value);

    /// <summary>The limit where the value is below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AtLeast(Vector256<float> limit, Vector256<float> value) => Avx.IsSupported
        ? Avx.Max(limit, value)
        : Vector256.ConditionalSelect(Vector256.LessThan(value, limit), limit, value);

    /// <summary>The limit where the value is above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AtMost(Vector256<float> limit, Vector256<float> value) => Avx.IsSupported
        ? Avx.Min(limit, value)
        : Vector256.ConditionalSelect(Vector256.LessThan(limit, value), limit, value);

    /// <summary>The limit where the value is below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtLeast(Vector512<float> limit, Vector512<float> value) => Avx512F.IsSupported
        ? Avx512F.Max(limit, value)
        : Vector512.ConditionalSelect(Vector512.LessThan(value, limit), limit, value);

    /// <summary>The limit where the value is above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtMost(Vector512<float> limit, Vector512<float> value) => Avx512F.IsSupported
        ? Avx512F.Min(limit, value)
        : Vector512.ConditionalSelect(Vector512.LessThan(limit, value), limit, value);
}
