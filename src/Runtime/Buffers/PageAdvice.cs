using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>
/// What Linux is told of memory. The first touch of a page goes through the operating system, which on virtual machines
/// takes microseconds; with large pages, or many pages at a time, it does so less often. Advice that a system does not know changes nothing.
/// </summary>
internal static unsafe partial class PageAdvice
{
    /// <summary>Bytes of a large page on x86-64, and on arm64 with pages of 4 KiB.</summary>
    public const int LargePage = 1 << 21;

    /// <summary>Linux' number for MADV_HUGEPAGE.</summary>
    private const int UseLargePages = 14;

    /// <summary>Linux' number for MADV_POPULATE_READ, since 5.14.</summary>
    private const int MakeReadable = 22;

    /// <summary>Whether a buffer is better off on large pages: not if most of one would be empty.</summary>
    public static bool LargePagesServe(long bytes) => OperatingSystem.IsLinux() && bytes >= LargePage / 2;

    /// <summary>A length rounded up to whole large pages.</summary>
    public static nuint Round(long bytes) => ((nuint)bytes + LargePage - 1) / LargePage * LargePage;

    /// <summary>Asks for large pages where memory that nobody touched yet is going to be.</summary>
    public static void PreferLarge(void* start, nuint bytes) => Tell(start, bytes, UseLargePages);

    /// <summary>Brings in at once what is going to be read: a mapped file, or a part of the binary.</summary>
    public static void Populate(void* start, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            var before = (nuint)start % (nuint)Environment.SystemPageSize;
            Tell((byte*)start - before, (nuint)bytes + before, MakeReadable);
        }
    }

    private static void Tell(void* start, nuint bytes, int advice)
    {
        try
        {
            _ = MemoryAdvise(start, bytes, advice);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: pages are touched one by one.
        }
    }

    /// <summary>By the file's own name, which glibc and musl both know without a search: a search through all folders takes half a millisecond.</summary>
    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryAdvise(void* start, nuint length, int advice);
}
