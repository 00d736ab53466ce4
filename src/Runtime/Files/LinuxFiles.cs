using System.Runtime.InteropServices;
using MobileNetGen.Buffers;

namespace MobileNetGen.Files;

/// <summary>What .NET does not tell of files and Linux does. The numbers are the same on every architecture that .NET runs on.</summary>
internal static unsafe partial class LinuxFiles
{
    /// <summary>AT_FDCWD.</summary>
    private const int CurrentFolder = -100;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    private const int LinkItself = 0x100;

    /// <summary>STATX_TYPE and STATX_UID.</summary>
    private const uint Kind = 1;
    private const uint Owner = 8;

    /// <summary>Bytes of struct statx, and where its owner and its mode are: statx(2) has one layout for all.</summary>
    private const int StatusLength = 256;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;

    /// <summary>S_IFMT, S_IFREG, S_IFLNK and S_IFDIR.</summary>
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Link = 0xA000;
    private const int Folder = 0x4000;

    /// <summary>O_RDONLY and O_CLOEXEC.</summary>
    private const int ReadAndCloseOnExec = 0x80000;

    /// <summary>Since glibc 2.28 and musl 1.2.5.</summary>
    private static readonly bool s_hasStatus = LinuxMemory.IsReachable && NativeLibrary.TryGetExport(NativeLibrary.Load("libc.so.6"), "statx", out _);

    /// <summary>True for a device, a pipe or a socket that is there; false where that cannot be told.</summary>
    public static bool IsSpecial(string path)
    {
        if (!s_hasStatus)
        {
            return false;
        }

        Span<byte> status = stackalloc byte[StatusLength];
        fixed (byte* start = status)
        {
            return Status(CurrentFolder, path, LinkItself, Kind, start) == 0
                && (*(ushort*)(start + ModeAt) & KindMask) is not (RegularFile or Link or Folder);
        }
    }

    /// <summary>True for what belongs to another user than the one who runs this; false where that cannot be told. A link is not followed.</summary>
    public static bool IsForeign(string path)
    {
        if (!s_hasStatus)
        {
            return false;
        }

        Span<byte> status = stackalloc byte[StatusLength];
        fixed (byte* start = status)
        {
            return Status(CurrentFolder, path, LinkItself, Owner, start) == 0 && *(uint*)(start + OwnerAt) != User();
        }
    }

    /// <summary>Brings new names to the disk. Some file systems have no such call: then the names come there when the system likes.</summary>
    public static void SyncFolder(string folder)
    {
        if (!LinuxMemory.IsReachable)
        {
            return;
        }

        var file = Open(folder, ReadAndCloseOnExec);
        if (file >= 0)
        {
            _ = Sync(file);
            _ = Close(file);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc.so.6", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint User();

    [LibraryImport("libc.so.6", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int file);

    [LibraryImport("libc.so.6", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
