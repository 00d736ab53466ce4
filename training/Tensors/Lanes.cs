using System.Numerics;
using System.Runtime.CompilerServices;

namespace MobileNetGen.Training.Tensors;

/// <summary>
/// Element-wise loops over spans in the machine's vectors. They are generic over the element, so that training in
/// float and gradient checks in double run the same code.
/// </summary>
internal static class Lanes
{
    /// <summary><c>a · b + c</c>, fused where the element allows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>();
        }

        return (a * b) + c;
    }

    /// <summary><c>target += values</c>.</summary>
    public static void Add<T>(ReadOnlySpan<T> values, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = 0;
        for (; index <= target.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            (new Vector<T>(values[index..]) + new Vector<T>(target[index..])).CopyTo(target[index..]);
        }

        for (; index < target.Length; index++)
        {
            target[index] += values[index];
        }
    }

    /// <summary><c>target += left · right</c>, element by element.</summary>
    public static void AddProducts<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = 0;
        for (; index <= target.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            MultiplyAdd(new Vector<T>(left[index..]), new Vector<T>(right[index..]), new Vector<T>(target[index..])).CopyTo(target[index..]);
        }

        for (; index < target.Length; index++)
        {
            target[index] += left[index] * right[index];
        }
    }

    /// <summary><c>target += factor · values</c>.</summary>
    public static void AddScaled<T>(T factor, ReadOnlySpan<T> values, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = 0;
        var factors = new Vector<T>(factor);
        for (; index <= target.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            MultiplyAdd(factors, new Vector<T>(values[index..]), new Vector<T>(target[index..])).CopyTo(target[index..]);
        }

        for (; index < target.Length; index++)
        {
            target[index] += factor * values[index];
        }
    }

    /// <summary><c>target = values · scale + shift</c>, element by element.</summary>
    public static void ScaleShift<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> scale, ReadOnlySpan<T> shift, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = 0;
        for (; index <= target.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            MultiplyAdd(new Vector<T>(values[index..]), new Vector<T>(scale[index..]), new Vector<T>(shift[index..])).CopyTo(target[index..]);
        }

        for (; index < target.Length; index++)
        {
            target[index] = (values[index] * scale[index]) + shift[index];
        }
    }
}
