using System.Runtime.CompilerServices;

namespace MobileNetGen.CompilerServices;

/// <summary>What passes between memory and lanes.</summary>
public static partial class Lanes
{
    /// <summary>How many floats there are in <typeparamref name="TLanes"/>: 1, 4, 8 or 16.</summary>
    /// <typeparam name="TLanes"><see cref="float"/>, or a vector of floats.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<TLanes>()
        where TLanes : struct => Unsafe.SizeOf<TLanes>() / sizeof(float);

    /// <summary>The floats from a place on, whatever its alignment.</summary>
    /// <param name="place">A place.</param>
    /// <param name="offset">From there to the first one, in floats.</param>
    /// <typeparam name="TLanes"><see cref="float"/>, or a vector of floats.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(ref float place, nint offset = 0)
        where TLanes : struct => Unsafe.ReadUnaligned<TLanes>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref place, offset)));

    /// <summary>The float at a place in every lane.</summary>
    /// <param name="place">A place.</param>
    /// <param name="offset">From there to the float, in floats.</param>
    /// <typeparam name="TLanes"><see cref="float"/>, or a vector of floats.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Broadcast<TLanes>(ref float place, nint offset = 0)
        where TLanes : struct => Of<TLanes>(Unsafe.Add(ref place, offset));

    /// <summary>Writes floats from a place on, whatever its alignment.</summary>
    /// <param name="value">The floats.</param>
    /// <param name="place">A place.</param>
    /// <param name="offset">From there to the first one, in floats.</param>
    /// <typeparam name="TLanes"><see cref="float"/>, or a vector of floats.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes value, ref float place, nint offset = 0)
        where TLanes : struct => Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref place, offset)), value);
}
