using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The greater of two values as IEEE 754's maximum has it where one is NaN: NaN. Of two zeros it is the second one, so that the bits do not
/// depend on the CPU; x86 returns its second operand where the comparison does not decide.
/// </summary>
public static class Extrema
{
    /// <summary>The greater of two values; NaN if one of them is.</summary>
    /// <param name="left">One value a lane.</param>
    /// <param name="right">One value a lane: what a loop has found so far, whose wait is then the shorter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(float left, float right) => left > right || float.IsNaN(left) ? left : right;

    /// <inheritdoc cref="Maximum(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Maximum(Vector128<float> left, Vector128<float> right)
    {
        var greater = Sse.IsSupported ? Sse.Max(left, right) : Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), left, right);
        return Vector128.ConditionalSelect(Vector128.Equals(left, left), greater, left);
    }

    /// <inheritdoc cref="Maximum(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Maximum(Vector256<float> left, Vector256<float> right)
    {
        var greater = Avx.IsSupported ? Avx.Max(left, right) : Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), left, right);
        return Vector256.ConditionalSelect(Vector256.Equals(left, left), greater, left);
    }

    /// <inheritdoc cref="Maximum(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Maximum(Vector512<float> left, Vector512<float> right)
    {
        var greater = Avx512F.IsSupported ? Avx512F.Max(left, right) : Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), left, right);
        return Vector512.ConditionalSelect(Vector512.Equals(left, left), greater, left);
    }
}
