using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>Hints of what is going to be read.</summary>
public static unsafe class Prefetch
{
    /// <summary>Fetches a cache line; nothing on CPUs that take no such hint from .NET.</summary>
    /// <param name="place">Any place in it. It need not be one of the program's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IntoSecondCache(ref float place) => IntoSecondCache<float>(ref place);

    /// <inheritdoc cref="IntoSecondCache(ref float)"/>
    /// <typeparam name="T">The type of what is there.</typeparam>
    /// <param name="place">Any place in it. It need not be one of the program's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IntoSecondCache<T>(ref T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref place));
        }
    }
}
