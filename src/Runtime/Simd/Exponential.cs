using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The exponential function for every vector width, the same to the last bit in each: no call of the C library, whose
/// results differ between systems.
/// </summary>
/// <remarks>
/// <c>x = n·ln 2 + r</c> with |r| ≤ ½ ln 2, a Taylor polynomial of degree 7 for <c>exp(r)</c>, whose error there is below 6e-9,
/// and <c>2ⁿ</c> put together from bits. Results below 2.5e-38 are 0. It stands once for each width, since kernels inline it so often that one
/// formula in words of its own would be more than the compiler inlines.
/// </remarks>
public static class Exponential
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: n times the first is exact.
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.42860677e-6f;

    // 1.5 · 2²³: adding it rounds to a whole number, which then stands in the lowest bits.
    private const float Rounder = 12582912f;

    private const float MinInput = -86.6f;
    private const float MaxInput = 88.7228394f;
    private const int HalfBits = 0x3F000000;
    private const int MantissaBits = 23;

    /// <summary><c>exp(x)</c> for each lane; NaN stays NaN.</summary>
    /// <param name="x">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        var shifted = float.MultiplyAddEstimate(x, Log2E, Rounder);
        var n = shifted - Rounder;
        var r = float.MultiplyAddEstimate(n, -Ln2Low, float.MultiplyAddEstimate(n, -Ln2High, x));
        var p = float.MultiplyAddEstimate(r, 1f / 5040, 1f / 720);
        p = float.MultiplyAddEstimate(p, r, 1f / 120);
        p = float.MultiplyAddEstimate(p, r, 1f / 24);
        p = float.MultiplyAddEstimate(p, r, 1f / 6);
        p = float.MultiplyAddEstimate(p, r, 0.5f);
        p = float.MultiplyAddEstimate(p, r, 1f);
        p = float.MultiplyAddEstimate(p, r, 1f);
        var half = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(shifted) << MantissaBits) + HalfBits);
        return x < MinInput ? 0 : MaxInput < x ? float.PositiveInfinity : (p + p) * half;
    }

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        var shifted = Lanes.MultiplyAdd(x, Vector128.Create(Log2E), Vector128.Create(Rounder));
        var n = shifted - Vector128.Create(Rounder);
        var r = Lanes.MultiplyAdd(n, Vector128.Create(-Ln2Low), Lanes.MultiplyAdd(n, Vector128.Create(-Ln2High), x));
        var p = Lanes.MultiplyAdd(r, Vector128.Create(1f / 5040), Vector128.Create(1f / 720));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(1f / 120));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(1f / 24));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(1f / 6));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(0.5f));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(1f));
        p = Lanes.MultiplyAdd(p, r, Vector128.Create(1f));
        var half = ((Vector128.ShiftLeft(shifted.AsInt32(), MantissaBits)) + Vector128.Create(HalfBits)).AsSingle();
        var finite = Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(MaxInput), x), Vector128.Create(float.PositiveInfinity), (p + p) * half);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(MinInput)), Vector128<float>.Zero, finite);
    }

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(Log2E), Vector256.Create(Rounder));
        var n = shifted - Vector256.Create(Rounder);
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x));
        var p = Vector256.FusedMultiplyAdd(r, Vector256.Create(1f / 5040), Vector256.Create(1f / 720));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1f / 120));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1f / 24));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1f / 6));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.5f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1f));
        var half = ((Vector256.ShiftLeft(shifted.AsInt32(), MantissaBits)) + Vector256.Create(HalfBits)).AsSingle();
        var finite = Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Create(MaxInput), x), Vector256.Create(float.PositiveInfinity), (p + p) * half);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(MinInput)), Vector256<float>.Zero, finite);
    }

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x));
        var p = Vector512.FusedMultiplyAdd(r, Vector512.Create(1f / 5040), Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f));
        var half = ((Vector512.ShiftLeft(shifted.AsInt32(), MantissaBits)) + Vector512.Create(HalfBits)).AsSingle();
        var finite = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Create(MaxInput), x), Vector512.Create(float.PositiveInfinity), (p + p) * half);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(MinInput)), Vector512<float>.Zero, finite);
    }
}
