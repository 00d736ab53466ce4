namespace MobileNetGen.Buffers;

/// <summary>
/// Memory on large pages, mapped by ourselves: the first touch of a page goes through the operating system, 512 times less often than
/// with small ones, and what is freed goes back to it at once. A C library keeps freed buffers, for each thread some, as resident memory.
/// </summary>
internal static unsafe class LargePages
{
    /// <summary>Bytes of a large page on x86-64, and on arm64 with pages of 4 KiB.</summary>
    public const int Size = 1 << 21;

    /// <summary>Whether a buffer is better off on large pages: not if most of one would be empty.</summary>
    public static bool Serve(long bytes) => bytes >= Size / 2 && LinuxMemory.IsReachable;

    /// <summary>Whole pages, of zeros.</summary>
    /// <exception cref="InsufficientMemoryException">There are not so many.</exception>
    public static byte* Allocate(long bytes)
    {
        // A page more than needed is mapped, so that one starts in it, and what lies before and after is given back.
        var length = Round(bytes);
        var mapped = LinuxMemory.Map(length + Size);
        var before = Size - ((nuint)mapped % Size);
        LinuxMemory.Unmap(mapped, before);
        var start = mapped + before;
        if (before < Size)
        {
            LinuxMemory.Unmap(start + length, Size - before);
        }

        LinuxMemory.PreferLarge(start, length);
        return start;
    }

    /// <summary>Gives memory back that <see cref="Allocate"/> gave for so many bytes.</summary>
    public static void Free(void* start, long bytes) => LinuxMemory.Unmap(start, Round(bytes));

    private static nuint Round(long bytes) => ((nuint)bytes + Size - 1) / Size * Size;
}
