using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>Hints of what is going to be read.</summary>
public static unsafe class Prefetch
{
    /// <summary>Fetches a cache line; nothing on CPUs that take no such hint from .NET.</summary>
    /// <param name="place">Any place in it. It need not be one of the program's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IntoSecondCache(ref float place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref place));
        }
    }
}
