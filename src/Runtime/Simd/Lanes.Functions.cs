using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.CompilerServices;

/// <summary>Functions of one value.</summary>
public static partial class Lanes
{
    /// <summary>Those of √½.</summary>
    private const int RootBits = 0x3F3504F3;

    private const int MantissaBits = 23;

    /// <summary>The exponential of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Exp<TLanes>(TLanes value)
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
    internal static TLanes Magnitude<TLanes>(TLanes value)
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
    internal static TLanes Root<TLanes>(TLanes value)
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
    internal static TLanes Split<TLanes>(TLanes value, out TLanes exponent)
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
}
