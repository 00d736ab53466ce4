using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>Choices, lane by lane: what becomes of NaN and −0 is said of each.</summary>
public static partial class Lanes
{
    /// <summary>The larger one, as IEEE 754-2019 has it: NaN if one is, and 0 is larger than −0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Maximum<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(float.Max(One(left), One(right)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.Max(Four(left), Four(right)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Max(Eight(left), Eight(right)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Max(Sixteen(left), Sixteen(right)));
    }

    /// <summary>The smaller one, as IEEE 754-2019 has it: NaN if one is, and −0 is smaller than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Minimum<TLanes>(TLanes left, TLanes right)
        where TLanes : struct
    {
        if (typeof(TLanes) == typeof(float))
        {
            return Unsafe.BitCast<float, TLanes>(float.Min(One(left), One(right)));
        }

        if (typeof(TLanes) == typeof(Vector128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, TLanes>(Vector128.Min(Four(left), Four(right)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Min(Eight(left), Eight(right)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Min(Sixteen(left), Sixteen(right)));
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
    internal static TLanes NotBelow<TLanes>(TLanes limit, TLanes value)
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
    internal static TLanes NotAbove<TLanes>(TLanes limit, TLanes value)
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
    internal static TLanes WhereNumber<TLanes>(TLanes value, TLanes then, TLanes otherwise)
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
}
