using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>Functions of arithmetic, the same to the last bit in every vector width.</summary>
public static class Functions
{
    // ln 2 in two parts: 128 times the first is exact.
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.42860677e-6f;

    private const float Root2 = 1.41421356f;
    private const float TwoOverRootPi = 1.12837917f;

    /// <summary>Below this a polynomial is exact where a difference from 1 would lose digits.</summary>
    private const float ErfSmall = 0.625f;

    private const float MinNormal = 1.17549435e-38f;
    private const float Lift = 8388608f;
    private const float LiftBits = 23f;

    /// <summary>The absolute value of each lane; NaN stays NaN.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Abs<TLanes>(TLanes value)
        where TLanes : struct => Magnitude(value);

    /// <summary><c>exp(x)</c>, as <see cref="Exponential"/> has it.</summary>
    /// <inheritdoc cref="Abs"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes value)
        where TLanes : struct => Lanes.Exp(value);

    /// <summary>The error function, right to 1e-6: <c>1 − 2 · Φ(−√2 · |x|)</c> with the sign of x, and an odd polynomial near 0.</summary>
    /// <inheritdoc cref="Abs"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Erf<TLanes>(TLanes value)
        where TLanes : struct
    {
        var (zero, one, most) = (Of<TLanes>(0), Of<TLanes>(1), Of<TLanes>(Activations.TailMax));
        var size = Magnitude(value);
        var deviations = Multiply(size, Of<TLanes>(Root2));
        var tail = Activations.NormalTail(WhereLess(most, deviations, most, deviations));
        var large = Subtract(one, Add(tail, tail));
        var signed = WhereLess(value, zero, Subtract(zero, large), large);

        // Taylor's series: 2/√π · x · Σ (−x²)ⁿ / (n! · (2n + 1)).
        var square = Multiply(value, value);
        var p = MultiplyAdd(square, Of<TLanes>(-1f / 75600), Of<TLanes>(1f / 9360));
        p = MultiplyAdd(p, square, Of<TLanes>(-1f / 1320));
        p = MultiplyAdd(p, square, Of<TLanes>(1f / 216));
        p = MultiplyAdd(p, square, Of<TLanes>(-1f / 42));
        p = MultiplyAdd(p, square, Of<TLanes>(1f / 10));
        p = MultiplyAdd(p, square, Of<TLanes>(-1f / 3));
        p = MultiplyAdd(p, square, one);
        return WhereLess(size, Of<TLanes>(ErfSmall), Multiply(value, Multiply(p, Of<TLanes>(TwoOverRootPi))), signed);
    }

    /// <summary>The square root, as IEEE 754 rounds it: NaN below 0.</summary>
    /// <inheritdoc cref="Abs"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sqrt<TLanes>(TLanes value)
        where TLanes : struct => Root(value);

    /// <summary>The natural logarithm, right to 1e-6 of its value: −∞ of 0, NaN below.</summary>
    /// <remarks>
    /// <c>x = m · 2ⁿ</c> with m from √½ to √2, and <c>ln m = 2 · artanh s</c> with <c>s = (m − 1) / (m + 1)</c>, whose series is cut off
    /// below 2e-9 of its value.
    /// </remarks>
    /// <inheritdoc cref="Abs"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes value)
        where TLanes : struct
    {
        var (zero, one, least) = (Of<TLanes>(0), Of<TLanes>(1), Of<TLanes>(MinNormal));
        var lifted = WhereLess(value, least, Multiply(value, Of<TLanes>(Lift)), value);
        var mantissa = Split(lifted, out var exponent);
        var n = Subtract(exponent, WhereLess(value, least, Of<TLanes>(LiftBits), zero));
        var s = Divide(Subtract(mantissa, one), Add(mantissa, one));
        var square = Multiply(s, s);
        var p = MultiplyAdd(square, Of<TLanes>(1f / 9), Of<TLanes>(1f / 7));
        p = MultiplyAdd(p, square, Of<TLanes>(1f / 5));
        p = MultiplyAdd(p, square, Of<TLanes>(1f / 3));
        p = MultiplyAdd(p, square, one);
        var log = MultiplyAdd(n, Of<TLanes>(Ln2High), MultiplyAdd(n, Of<TLanes>(Ln2Low), Multiply(Add(s, s), p)));

        // What is left are 0, which gives −∞, and NaN.
        var rest = WhereLess(value, zero, Of<TLanes>(float.NaN), Subtract(value, Of<TLanes>(float.PositiveInfinity)));
        return WhereLess(Of<TLanes>(float.MaxValue), value, value, WhereLess(zero, value, log, rest));
    }
}
