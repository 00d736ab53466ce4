using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Activations on exponentials. Each is right to 1e-6 of its value, except where that is below 1e-36, and gives NaN for NaN.
/// The lanes are <see cref="float"/> or a vector of floats: one formula serves all.
/// </summary>
public static partial class Activations
{
    /// <summary>Far below where the sigmoid ends in 0; a bound keeps ∞ · 0 away.</summary>
    private const float SwishMin = -100f;

    /// <summary>Below this a polynomial is exact where a difference from 1 would lose digits.</summary>
    private const float TanhSmall = 0.625f;

    /// <summary>Beyond this many deviations, the tail of the normal distribution is below the smallest float.</summary>
    internal const float TailMax = 14f;

    /// <summary>Beyond this, the approximation of Φ ends too.</summary>
    private const float GeluTanhMax = 12f;

    /// <summary>2 · √(2/π), and 0.044715 times it; each a float and what is left of it.</summary>
    private const float GeluLinear = 1.5957692f;
    private const float GeluLinearRest = -4.534068e-08f;
    private const float GeluCubic = 0.071354814f;
    private const float GeluCubicRest = 2.3988325e-09f;

    /// <summary>Above it, and below 0, a polynomial is exact where a difference from 1 would lose digits.</summary>
    private const float EluSmall = -0.5f;

    /// <summary><c>1 / (1 + exp(−x))</c>.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes value)
        where TLanes : struct
    {
        var one = Of<TLanes>(1);
        return Divide(one, Add(one, Exp(Negative(value))));
    }

    /// <summary><c>x / (1 + exp(−x))</c>, also called SiLU.</summary>
    /// <inheritdoc cref="Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Swish<TLanes>(TLanes value)
        where TLanes : struct
    {
        var above = AtLeast(value, SwishMin);
        return Divide(above, Add(Of<TLanes>(1), Exp(Negative(above))));
    }

    /// <summary>The hyperbolic tangent: <c>1 − 2 / (exp(2|x|) + 1)</c> with the sign of x, and an odd polynomial near 0.</summary>
    /// <inheritdoc cref="Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes value)
        where TLanes : struct
    {
        var (zero, one) = (Of<TLanes>(0), Of<TLanes>(1));
        var size = WhereLess(value, zero, Negative(value), value);
        var large = Subtract(one, Divide(Of<TLanes>(2), Add(Exp(Add(size, size)), one)));
        var signed = WhereLess(value, zero, Negative(large), large);

        // Minimax in x² with an error of 4e-9.
        var square = Multiply(value, value);
        var p = MultiplyAdd(square, Of<TLanes>(-0.005717045f), Of<TLanes>(0.020650588f));
        p = MultiplyAdd(p, square, Of<TLanes>(-0.053743497f));
        p = MultiplyAdd(p, square, Of<TLanes>(0.13331491f));
        p = MultiplyAdd(p, square, Of<TLanes>(-0.33333284f));
        return WhereLess(size, Of<TLanes>(TanhSmall), Multiply(value, MultiplyAdd(p, square, one)), signed);
    }

    /// <summary><c>x · Φ(x)</c> with the normal distribution Φ: <c>x · (1 + erf(x / √2)) / 2</c> without its cancellation for negative x.</summary>
    /// <inheritdoc cref="Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gelu<TLanes>(TLanes value)
        where TLanes : struct
    {
        var (zero, most) = (Of<TLanes>(0), Of<TLanes>(TailMax));
        var above = AtLeast(value, -TailMax);
        var size = WhereLess(above, zero, Negative(above), above);
        var tail = NormalTail(WhereLess(most, size, most, size));
        return Multiply(above, WhereLess(above, zero, tail, Subtract(Of<TLanes>(1), tail)));
    }

    /// <summary><c>x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2</c>, which is <c>x / (1 + exp(−t))</c> with twice the argument of tanh.</summary>
    /// <inheritdoc cref="Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluTanh<TLanes>(TLanes value)
        where TLanes : struct
    {
        var (one, most) = (Of<TLanes>(1), Of<TLanes>(GeluTanhMax));
        var above = AtLeast(value, -GeluTanhMax);
        var x = WhereLess(most, above, most, above);

        // The tail shows every rounding of t, so that each is kept: t = x · (cubic · x² + linear).
        var square = Multiply(x, x);
        var ofSquare = MultiplyAdd(x, x, Negative(square));
        var cubic = Multiply(square, Of<TLanes>(GeluCubic));
        var ofCubic = MultiplyAdd(square, Of<TLanes>(GeluCubic), Negative(cubic));
        var slope = Add(cubic, Of<TLanes>(GeluLinear));
        var part = Subtract(slope, cubic);
        var ofSum = Add(Subtract(cubic, Subtract(slope, part)), Subtract(Of<TLanes>(GeluLinear), part));
        var ofConstants = MultiplyAdd(square, Of<TLanes>(GeluCubicRest), Of<TLanes>(GeluLinearRest));
        var ofSlope = Add(Add(ofSum, ofCubic), MultiplyAdd(ofSquare, Of<TLanes>(GeluCubic), ofConstants));
        var t = Multiply(x, slope);
        var rest = MultiplyAdd(x, ofSlope, MultiplyAdd(x, slope, Negative(t)));

        // exp(−t − e) = exp(−t) · (1 − e) for a small e.
        var exp = Multiply(Exp(Negative(t)), Subtract(one, rest));
        return Divide(above, Add(one, exp));
    }

    /// <summary><c>alpha · (exp(x) − 1)</c> where x is below 0.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="alpha">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Elu<TLanes>(TLanes value, float alpha)
        where TLanes : struct
    {
        // Taylor's series up to x⁹, whose error is below 3e-9 of the value.
        var p = MultiplyAdd(value, Of<TLanes>(1f / 362880), Of<TLanes>(1f / 40320));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 5040));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 720));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 120));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 24));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 6));
        p = MultiplyAdd(p, value, Of<TLanes>(1f / 2));
        p = MultiplyAdd(p, value, Of<TLanes>(1));
        var fall = WhereLess(Of<TLanes>(EluSmall), value, Multiply(value, p), Subtract(Exp(value), Of<TLanes>(1)));
        return WhereLess(value, Of<TLanes>(0), Multiply(fall, Of<TLanes>(alpha)), value);
    }

    /// <summary>
    /// <c>Φ(−t)</c> for t from 0 to 14: <c>exp(−t²/2) · u · P(u)</c> with <c>u = 1 / (1 + t/4)</c> and a polynomial P whose error is 8e-9 of the value.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes NormalTail<TLanes>(TLanes t)
        where TLanes : struct
    {
        var (one, minusHalf) = (Of<TLanes>(1), Of<TLanes>(-0.5f));
        var u = Divide(one, MultiplyAdd(t, Of<TLanes>(0.25f), one));
        var p = MultiplyAdd(u, Of<TLanes>(0.016579596f), Of<TLanes>(-0.062791854f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.051651563f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.028436994f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.012710752f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.086657554f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.071999155f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.09551578f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.09949255f));
        p = MultiplyAdd(p, u, Of<TLanes>(0.0997479f));

        // What rounding t² leaves away counts: exp(s + e) = exp(s) · (1 + e) for a small e.
        var square = Multiply(t, t);
        var rest = MultiplyAdd(t, t, Negative(square));
        var exp = Exp(Multiply(square, minusHalf));
        return Multiply(Multiply(exp, MultiplyAdd(rest, minusHalf, one)), Multiply(u, p));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Negative<TLanes>(TLanes value)
        where TLanes : struct => Subtract(Of<TLanes>(0), value);
}
