using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Activations for every vector width. Each is defined by comparisons, so that NaN and −0 come out the same everywhere:
/// NaN stays NaN, −0 stays −0.
/// </summary>
public static partial class Activations
{
    /// <summary>0 where the value is below 0.</summary>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float value) => value < 0 ? 0 : value;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> value) => AtLeast(Vector128<float>.Zero, value);

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> value) => AtLeast(Vector256<float>.Zero, value);

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> value) => AtLeast(Vector512<float>.Zero, value);

    /// <summary>0 where the value is below 0, 6 where it is above 6.</summary>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu6(float value)
    {
        var low = Relu(value);
        return 6 < low ? 6 : low;
    }

    /// <inheritdoc cref="Relu6(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu6(Vector128<float> value) => AtMost(Vector128.Create(6f), Relu(value));

    /// <inheritdoc cref="Relu6(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu6(Vector256<float> value) => AtMost(Vector256.Create(6f), Relu(value));

    /// <inheritdoc cref="Relu6(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu6(Vector512<float> value) => AtMost(Vector512.Create(6f), Relu(value));
}
