using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>What is made of two elements at the same place.</summary>
internal interface IElementPair
{
    /// <summary>True if whole vectors can be computed.</summary>
    bool HasVectors { get; }

    /// <summary>The output's zero point, which vectors are without, and its bounds.</summary>
    ByteRange Range { get; }

    /// <summary>Eight at once.</summary>
    Vector256<int> Of(Vector256<int> left, Vector256<int> right);

    /// <summary>Four at once.</summary>
    Vector128<int> Of(Vector128<int> left, Vector128<int> right);

    /// <summary>One, with its zero point and within its bounds.</summary>
    byte Of(byte left, byte right);
}

/// <summary>A loop over the elements of two tensors. A step of 0 takes one element for all of the other's.</summary>
internal static class ElementPairs
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TPair>(ref TPair pair, ref byte left, int leftStep, ref byte right, int rightStep, ref byte output, int count)
        where TPair : struct, IElementPair
    {
        var index = 0;
        if (pair.HasVectors && Vector256.IsHardwareAccelerated)
        {
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                var first = Of256(ref pair, ref left, index, leftStep, ref right, rightStep);
                var second = Of256(ref pair, ref left, index + 8, leftStep, ref right, rightStep);
                var third = Of256(ref pair, ref left, index + 16, leftStep, ref right, rightStep);
                var last = Of256(ref pair, ref left, index + 24, leftStep, ref right, rightStep);
                BytePacking.Pack(first, second, third, last, pair.Range).StoreUnsafe(ref output, (nuint)index);
            }
        }

        if (pair.HasVectors && Vector128.IsHardwareAccelerated)
        {
            for (; index <= count - Vector64<byte>.Count; index += Vector64<byte>.Count)
            {
                var first = Of128(ref pair, ref left, index, leftStep, ref right, rightStep);
                var last = Of128(ref pair, ref left, index + 4, leftStep, ref right, rightStep);
                BytePacking.Store(BytePacking.Pack(first, last, pair.Range), ref Unsafe.Add(ref output, index), Vector64<byte>.Count);
            }
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref output, index) = pair.Of(Unsafe.Add(ref left, index * leftStep), Unsafe.Add(ref right, index * rightStep));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Of256<TPair>(ref TPair pair, ref byte left, int index, int leftStep, ref byte right, int rightStep)
        where TPair : struct, IElementPair => pair.Of(ByteLanes.Load256(ref left, index, leftStep), ByteLanes.Load256(ref right, index, rightStep));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Of128<TPair>(ref TPair pair, ref byte left, int index, int leftStep, ref byte right, int rightStep)
        where TPair : struct, IElementPair => pair.Of(ByteLanes.Load128(ref left, index, leftStep), ByteLanes.Load128(ref right, index, rightStep));
}
