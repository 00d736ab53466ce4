using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.CompilerServices;

/// <summary>Activations of a few instructions, which end a convolution while its sums are in registers.</summary>
public static partial class Activations
{
    private const float Sixth = 1f / 6;
    /// <summary><c>relu6(x + 3) / 6</c>: 0 up to −3, 1 from 3.</summary>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float HardSigmoid(float value) => Relu6(value + 3) * Sixth;

    /// <inheritdoc cref="HardSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoid(Vector128<float> value) => Relu6(value + Vector128.Create(3f)) * Vector128.Create(Sixth);

    /// <inheritdoc cref="HardSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> value) => Relu6(value + Vector256.Create(3f)) * Vector256.Create(Sixth);

    /// <inheritdoc cref="HardSigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> value) => Relu6(value + Vector512.Create(3f)) * Vector512.Create(Sixth);

    /// <summary><c>x · relu6(x + 3) / 6</c>: −0 up to −3, the value itself from 3.</summary>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float HardSwish(float value)
    {
        var above = value < -3 ? -3 : value;
        var sum = above + 3;
        return above * ((6 < sum ? 6 : sum) * Sixth);
    }

    /// <inheritdoc cref="HardSwish(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSwish(Vector128<float> value)
    {
        var above = AtLeast(Vector128.Create(-3f), value);
        return above * (AtMost(Vector128.Create(6f), above + Vector128.Create(3f)) * Vector128.Create(Sixth));
    }

    /// <inheritdoc cref="HardSwish(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSwish(Vector256<float> value)
    {
        var above = AtLeast(Vector256.Create(-3f), value);
        return above * (AtMost(Vector256.Create(6f), above + Vector256.Create(3f)) * Vector256.Create(Sixth));
    }

    /// <inheritdoc cref="HardSwish(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSwish(Vector512<float> value)
    {
        var above = AtLeast(Vector512.Create(-3f), value);
        return above * (AtMost(Vector512.Create(6f), above + Vector512.Create(3f)) * Vector512.Create(Sixth));
    }

    /// <summary>The value times <paramref name="slope"/> where it is below 0.</summary>
    /// <param name="value">One value a lane.</param>
    /// <param name="slope">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LeakyRelu(float value, float slope) => value < 0 ? value * slope : value;

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LeakyRelu(Vector128<float> value, float slope) =>
        Vector128.ConditionalSelect(Vector128.LessThan(value, Vector128<float>.Zero), value * Vector128.Create(slope), value);

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LeakyRelu(Vector256<float> value, float slope) =>
        Vector256.ConditionalSelect(Vector256.LessThan(value, Vector256<float>.Zero), value * Vector256.Create(slope), value);

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> value, float slope) =>
        Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<float>.Zero), value * Vector512.Create(slope), value);
}
