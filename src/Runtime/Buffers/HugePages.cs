using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>
/// Large pages for large buffers. The first touch of a page goes through the operating system, which on virtual machines
/// takes microseconds: one for 2 MiB instead of 512 for as much memory.
/// </summary>
internal static unsafe partial class HugePages
{
    /// <summary>Bytes of one on x86-64, and on arm64 with pages of 4 KiB.</summary>
    public const int Size = 1 << 21;

    /// <summary>Linux' number for MADV_HUGEPAGE.</summary>
    private const int HugePage = 14;

    /// <summary>Whether a buffer is better off on them: not if most of one would be empty.</summary>
    public static bool Serve(long bytes) => OperatingSystem.IsLinux() && bytes >= Size / 2;

    /// <summary>A length rounded up to whole ones.</summary>
    public static nuint Round(long bytes) => ((nuint)bytes + Size - 1) / Size * Size;

    /// <summary>Asks for them. A system that has none goes on as it would have.</summary>
    public static void Advise(void* start, nuint bytes)
    {
        try
        {
            _ = MemoryAdvise(start, bytes, HugePage);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: pages stay small.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryAdvise(void* start, nuint length, int advice);
}
