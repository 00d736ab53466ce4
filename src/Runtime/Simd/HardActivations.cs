using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>Activations of a few instructions, which end a convolution while its sums are in registers.</summary>
public static partial class Activations
{
    private const float Sixth = 1f / 6;

    /// <summary><c>relu6(x + 3) / 6</c>: 0 up to −3, 1 from 3.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSigmoid<TLanes>(TLanes value)
        where TLanes : struct => Multiply(Relu6(Add(value, Of<TLanes>(3))), Of<TLanes>(Sixth));

    /// <summary><c>x · relu6(x + 3) / 6</c>: −0 up to −3, the value itself from 3.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSwish<TLanes>(TLanes value)
        where TLanes : struct
    {
        var above = NotBelow(Of<TLanes>(-3), value);
        return Multiply(above, Multiply(NotAbove(Of<TLanes>(6), Add(above, Of<TLanes>(3))), Of<TLanes>(Sixth)));
    }
}
