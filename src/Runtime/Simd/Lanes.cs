using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// What kernels and longer formulas are written in, so that each stands once for scalars and every vector width: <c>TLanes</c> is
/// <see cref="float"/> or a vector of floats. The choices are made when the code is compiled.
/// </summary>
public static partial class Lanes
{
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
            return Unsafe.BitCast<Vector128<float>, TLanes>(MultiplyAdd(Four(left), Four(right), Four(addend)));
        }

        return typeof(TLanes) == typeof(Vector256<float>)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.FusedMultiplyAdd(Eight(left), Eight(right), Eight(addend)))
            : Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.FusedMultiplyAdd(Sixteen(left), Sixteen(right), Sixteen(addend)));
    }

    /// <summary><c>left × right + addend</c> with one rounding where the CPU can.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other one.</param>
    /// <param name="addend">What is added to the product.</param>
    /// <remarks>
    /// WebAssembly has no such instruction in .NET 10. Its interpreter knows products and sums of vectors, and takes the estimate apart, number by number:
    /// twenty times as long.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        PackedSimd.IsSupported ? (left * right) + addend : Vector128.MultiplyAddEstimate(left, right, addend);

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
