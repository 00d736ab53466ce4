using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Activations, one formula for floats and every vector width. Each is defined by comparisons, so that NaN and −0 come out the same everywhere:
/// NaN stays NaN, −0 stays −0.
/// </summary>
public static partial class Activations
{
    /// <summary>0 where the value is below 0.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu<TLanes>(TLanes value)
        where TLanes : struct => NotBelow(Of<TLanes>(0), value);

    /// <summary>0 where the value is below 0, 6 where it is above 6.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu6<TLanes>(TLanes value)
        where TLanes : struct => NotAbove(Of<TLanes>(6), Relu(value));

    /// <summary><paramref name="low"/> where the value is less.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AtLeast<TLanes>(TLanes value, float low)
        where TLanes : struct => NotBelow(Of<TLanes>(low), value);

    /// <summary><paramref name="high"/> where the value is greater.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="high">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AtMost<TLanes>(TLanes value, float high)
        where TLanes : struct => NotAbove(Of<TLanes>(high), value);

    /// <summary><paramref name="low"/> where the value is less, <paramref name="high"/> where it is greater.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    /// <param name="high">For all lanes; not less than the lower bound.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Clip<TLanes>(TLanes value, float low, float high)
        where TLanes : struct => AtMost(AtLeast(value, low), high);

    /// <summary>The value times <paramref name="slope"/> where it is below 0.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="slope">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LeakyRelu<TLanes>(TLanes value, float slope)
        where TLanes : struct => WhereLess(value, Of<TLanes>(0), Multiply(value, Of<TLanes>(slope)), value);
}
