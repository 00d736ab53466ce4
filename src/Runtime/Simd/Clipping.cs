using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.CompilerServices;

/// <summary>Clipping, which ends a convolution while its sums are in registers. NaN stays NaN; −0 stays −0 where a bound is 0.</summary>
public static partial class Activations
{
    /// <summary><paramref name="low"/> where the value is less.</summary>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AtLeast(float value, float low) => value < low ? low : value;

    /// <inheritdoc cref="AtLeast(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AtLeast(Vector128<float> value, float low) => AtLeast(Vector128.Create(low), value);

    /// <inheritdoc cref="AtLeast(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtLeast(Vector256<float> value, float low) => AtLeast(Vector256.Create(low), value);

    /// <inheritdoc cref="AtLeast(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtLeast(Vector512<float> value, float low) => AtLeast(Vector512.Create(low), value);

    /// <summary><paramref name="high"/> where the value is greater.</summary>
    /// <param name="value">One value a lane.</param>
    /// <param name="high">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AtMost(float value, float high) => high < value ? high : value;

    /// <inheritdoc cref="AtMost(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AtMost(Vector128<float> value, float high) => AtMost(Vector128.Create(high), value);

    /// <inheritdoc cref="AtMost(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtMost(Vector256<float> value, float high) => AtMost(Vector256.Create(high), value);

    /// <inheritdoc cref="AtMost(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtMost(Vector512<float> value, float high) => AtMost(Vector512.Create(high), value);

    /// <summary><paramref name="low"/> where the value is less, <paramref name="high"/> where it is greater.</summary>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    /// <param name="high">For all lanes; not less than the lower bound.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clip(float value, float low, float high) => AtMost(AtLeast(value, low), high);

    /// <inheritdoc cref="Clip(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clip(Vector128<float> value, float low, float high) => AtMost(AtLeast(value, low), high);

    /// <inheritdoc cref="Clip(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clip(Vector256<float> value, float low, float high) => AtMost(AtLeast(value, low), high);

    /// <inheritdoc cref="Clip(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clip(Vector512<float> value, float low, float high) => AtMost(AtLeast(value, low), high);
}
