using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Simd;

/// <summary>
/// What longer formulas are written in, so that each stands once for scalars and every vector width: <c>TLanes</c> is
/// <see cref="float"/> or a vector of floats. The choices are made when the code is compiled.
/// </summary>
internal static class Lanes
{
    /// <summary>Those of √½.</summary>
    private const int RootBits = 0x3F3504F3;

    private const int MantissaBits = 23;

    /// <summary>One number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(float value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(value);
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.Create(value));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Create(value))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Create(value));
    }

    /// <summary><c>left + right</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(One(left) + One(right));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Four(left) + Four(right));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Eight(left) + Eight(right))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Sixteen(left) + Sixteen(right));
    }

    /// <summary><c>left − right</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Subtract<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(One(left) - One(right));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Four(left) - Four(right));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Eight(left) - Eight(right))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Sixteen(left) - Sixteen(right));
    }

    /// <summary><c>left × right</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Multiply<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(One(left) * One(right));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Four(left) * Four(right));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Eight(left) * Eight(right))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Sixteen(left) * Sixteen(right));
    }

    /// <summary><c>left / right</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Divide<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(One(left) / One(right));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Four(left) / Four(right));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Eight(left) / Eight(right))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Sixteen(left) / Sixteen(right));
    }

    /// <summary><c>left × right + addend</c> with one rounding where the CPU can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes MultiplyAdd<TLanes>(TLanes left, TLanes right, TLanes addend)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(float.MultiplyAddEstimate(One(left), One(right), One(addend)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.MultiplyAddEstimate(Four(left), Four(right), Four(addend)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.FusedMultiplyAdd(Eight(left), Eight(right), Eight(addend)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.FusedMultiplyAdd(Sixteen(left), Sixteen(right), Sixteen(addend)));
    }

    /// <summary>
    /// Lane by lane: <paramref name="then"/> where <paramref name="left"/> is less than <paramref name="right"/>, else
    /// <paramref name="otherwise"/>, so also beside NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes WhereLess<TLanes>(TLanes left, TLanes right, TLanes then, TLanes otherwise)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return One(left) < One(right) ? then : otherwise;
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(
                Vector128.ConditionalSelect(Vector128.LessThan(Four(left), Four(right)), Four(then), Four(otherwise)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(
                Vector256.ConditionalSelect(Vector256.LessThan(Eight(left), Eight(right)), Eight(then), Eight(otherwise)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(
                Vector512.ConditionalSelect(Vector512.LessThan(Sixteen(left), Sixteen(right)), Sixteen(then), Sixteen(otherwise)));
    }

    /// <summary>
    /// The limit where the value is below it; NaN and −0 of the value stay. The maximum of x86 is defined that way, and returns its second operand
    /// where the comparison does not decide; elsewhere a comparison and a choice say the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NotBelow<TLanes>(TLanes limit, TLanes value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(Vector128<float>) && Sse.IsSupported)
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Sse.Max(Four(limit), Four(value)));
        }

        if (typeof(TLanes) == typeof(Vector256<float>) && Avx.IsSupported)
        {
            return Unsafe.BitCast<Vector256<float>, TLanes>(Avx.Max(Eight(limit), Eight(value)));
        }

        return typeof(TLanes) == typeof(Vector512<float>) && Avx512F.IsSupported
            ? Unsafe.BitCast<Vector512<float>, TLanes>(Avx512F.Max(Sixteen(limit), Sixteen(value)))
            : WhereLess(value, limit, limit, value);
    }

    /// <summary>The limit where the value is above it; NaN and −0 of the value stay, as in <see cref="NotBelow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NotAbove<TLanes>(TLanes limit, TLanes value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(Vector128<float>) && Sse.IsSupported)
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Sse.Min(Four(limit), Four(value)));
        }

        if (typeof(TLanes) == typeof(Vector256<float>) && Avx.IsSupported)
        {
            return Unsafe.BitCast<Vector256<float>, TLanes>(Avx.Min(Eight(limit), Eight(value)));
        }

        return typeof(TLanes) == typeof(Vector512<float>) && Avx512F.IsSupported
            ? Unsafe.BitCast<Vector512<float>, TLanes>(Avx512F.Min(Sixteen(limit), Sixteen(value)))
            : WhereLess(limit, value, limit, value);
    }

    /// <summary>Lane by lane: <paramref name="then"/> where the value is a number, <paramref name="otherwise"/> where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes WhereNumber<TLanes>(TLanes value, TLanes then, TLanes otherwise)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return float.IsNaN(One(value)) ? otherwise : then;
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(
                Vector128.ConditionalSelect(Vector128.Equals(Four(value), Four(value)), Four(then), Four(otherwise)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(
                Vector256.ConditionalSelect(Vector256.Equals(Eight(value), Eight(value)), Eight(then), Eight(otherwise)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(
                Vector512.ConditionalSelect(Vector512.Equals(Sixteen(value), Sixteen(value)), Sixteen(then), Sixteen(otherwise)));
    }

    /// <summary>The exponential of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(Exponential.Exp(One(value)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Exponential.Exp(Four(value)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Exponential.Exp(Eight(value)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Exponential.Exp(Sixteen(value)));
    }

    /// <summary>The absolute value of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Magnitude<TLanes>(TLanes value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(MathF.Abs(One(value)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.Abs(Four(value)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Abs(Eight(value)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Abs(Sixteen(value)));
    }

    /// <summary>The square root of each lane, as IEEE 754 rounds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Root<TLanes>(TLanes value)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(MathF.Sqrt(One(value)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.Sqrt(Four(value)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Sqrt(Eight(value)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Sqrt(Sixteen(value)));
    }

    /// <summary>The powers of two of positive normal numbers, and what they are multiplied by, which lies between √½ and √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Split<TLanes>(TLanes value, out TLanes exponent)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            var bits = BitConverter.SingleToInt32Bits(One(value));
            var power = (bits - RootBits) >> MantissaBits;
            exponent = Unsafe.BitCast<float, TLanes>(power);
            return Unsafe.BitCast<float, TLanes>(BitConverter.Int32BitsToSingle(bits - (power << MantissaBits)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            var bits = Four(value).AsInt32();
            var power = (bits - Vector128.Create(RootBits)) >> MantissaBits;
            exponent = Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.ConvertToSingle(power));
            return Unsafe.BitCast<Vector128<float>, TLanes>((bits - (power << MantissaBits)).AsSingle());
        }

        if (typeof(TLanes) == typeof(Vector256<float>))
        {
            var bits = Eight(value).AsInt32();
            var power = (bits - Vector256.Create(RootBits)) >> MantissaBits;
            exponent = Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.ConvertToSingle(power));
            return Unsafe.BitCast<Vector256<float>, TLanes>((bits - (power << MantissaBits)).AsSingle());
        }

        var (wide, root) = (Sixteen(value).AsInt32(), Vector512.Create(RootBits));
        var powers = (wide - root) >> MantissaBits;
        exponent = Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.ConvertToSingle(powers));
        return Unsafe.BitCast<Vector512<float>, TLanes>((wide - (powers << MantissaBits)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float One<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, float>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector128<float>>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector256<float>>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sixteen<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector512<float>>(value);
}
