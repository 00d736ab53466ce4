using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>
/// What is asked of Linux for memory. The C library goes by the file's own name, which glibc and musl both know without a search:
/// a search through all folders takes half a millisecond. The numbers are Linux' own, the same on every architecture that .NET runs on.
/// </summary>
internal static unsafe partial class LinuxMemory
{
    /// <summary>PROT_READ and PROT_WRITE.</summary>
    private const int ReadWrite = 3;

    /// <summary>MAP_PRIVATE and MAP_ANONYMOUS.</summary>
    private const int Private = 0x22;

    /// <summary>MADV_HUGEPAGE.</summary>
    private const int UseLargePages = 14;

    /// <summary>MADV_POPULATE_READ, since 5.14; an error before, which changes nothing.</summary>
    private const int MakeReadable = 22;

    /// <summary>Whether the C library can be asked: it may have another name.</summary>
    public static bool IsReachable { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess && NativeLibrary.TryLoad("libc.so.6", out _);

    /// <summary>New pages of zeros.</summary>
    /// <exception cref="InsufficientMemoryException">Linux has none.</exception>
    public static byte* Map(nuint bytes)
    {
        var start = Map(null, bytes, ReadWrite, Private, -1, 0);
        return start == -1 ? throw new InsufficientMemoryException($"Linux maps no {bytes:N0} bytes.") : (byte*)start;
    }

    /// <summary>Gives pages back at once.</summary>
    public static void Unmap(void* start, nuint bytes) => _ = UnmapPages(start, bytes);

    /// <summary>Asks for large pages where memory that nobody touched yet is going to be.</summary>
    public static void PreferLarge(void* start, nuint bytes) => _ = Advise(start, bytes, UseLargePages);

    /// <summary>
    /// Brings in at once what is going to be read: a mapped file, or a part of the binary. One page after the other, each takes
    /// microseconds on a virtual machine.
    /// </summary>
    public static void Populate(void* start, long bytes)
    {
        if (IsReachable)
        {
            var before = (nuint)start % (nuint)Environment.SystemPageSize;
            _ = Advise((byte*)start - before, (nuint)bytes + before, MakeReadable);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(void* start, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc.so.6", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnmapPages(void* start, nuint length);

    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* start, nuint length, int advice);
}
