using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The greater of two values as IEEE 754's maximum has it where one is NaN: NaN. Of two zeros it is the second one, so that the bits do not
/// depend on the CPU.
/// </summary>
public static class Extrema
{
    /// <summary>The greater of two values; NaN if one of them is.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="left">One value a lane.</param>
    /// <param name="right">One value a lane: what a loop has found so far, whose wait is then the shorter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Maximum<TLanes>(TLanes left, TLanes right)
        where TLanes : struct => WhereNumber(left, NotBelow(left, right), left);
}
