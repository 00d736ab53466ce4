using System.IO.MemoryMappedFiles;
using System.Runtime.Versioning;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atomic");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_has_what_was_written_and_stands_alone()
    {
        AtomicFile.WriteText(Place("new.txt"), "größer");
        Assert.Equal("größer"u8, File.ReadAllBytes(Place("new.txt")));
        Alone("new.txt");
    }

    [Fact]
    public void A_process_that_has_the_old_file_mapped_keeps_its_bytes()
    {
        File.WriteAllBytes(Place("weights"), Filled(1, 100_000));
        using var mapping = MemoryMappedFile.CreateFromFile(Place("weights"), FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        AtomicFile.Write(Place("weights"), stream => stream.Write(Filled(2, 10)));
        Assert.Equal(1, view.ReadByte(99_999));
        Assert.Equal(Filled(2, 10), File.ReadAllBytes(Place("weights")));
    }

    [Fact]
    public void What_fails_in_the_middle_leaves_the_old_file_and_no_other()
    {
        File.WriteAllText(Place("kept"), "old");
        Assert.Throws<TimeoutException>(() => AtomicFile.Write(Place("kept"), stream =>
        {
            stream.Write(Filled(3, 100_000));
            throw new TimeoutException();
        }));
        Assert.Equal("old", File.ReadAllText(Place("kept")));
        Alone("kept");
    }

    [Fact]
    public async Task A_reader_never_sees_a_part()
    {
        File.WriteAllBytes(Place("read"), Filled(0, 50_000));
        var writer = Task.Run(() =>
        {
            for (byte round = 1; round < 30; round++)
            {
                AtomicFile.Write(Place("read"), stream => stream.Write(Filled(round, 50_000)));
            }
        }, TestContext.Current.CancellationToken);
        do
        {
            var found = File.ReadAllBytes(Place("read"));
            Assert.Equal(Filled(found[0], 50_000), found);
        }
        while (!writer.IsCompleted);
        await writer;
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_leads_to_stays()
    {
        File.WriteAllText(Place("target"), "old");
        File.CreateSymbolicLink(Place("link"), Place("target"));
        File.CreateSymbolicLink(Place("dangling"), Place("nowhere"));
        AtomicFile.WriteText(Place("link"), "new");
        AtomicFile.WriteText(Place("dangling"), "new");
        Assert.Equal("old", File.ReadAllText(Place("target")));
        Assert.False(File.Exists(Place("nowhere")));
        foreach (var name in new[] { "link", "dangling" })
        {
            Assert.Null(new FileInfo(Place(name)).LinkTarget);
            Assert.Equal("new", File.ReadAllText(Place(name)));
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Who_may_read_the_file_stays_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite;
        File.WriteAllText(Place("secret"), "old");
        File.SetUnixFileMode(Place("secret"), mode);
        AtomicFile.WriteText(Place("secret"), "new");
        Assert.Equal(mode, File.GetUnixFileMode(Place("secret")));
    }

    [Fact]
    public void A_read_only_file_is_refused_by_name()
    {
        File.WriteAllText(Place("golden"), "old");
        File.SetAttributes(Place("golden"), FileAttributes.ReadOnly);
        Refused<UnauthorizedAccessException>("golden", "golden is read-only");
        File.SetAttributes(Place("golden"), FileAttributes.Normal);
        Assert.Equal("old", File.ReadAllText(Place("golden")));
    }

    [Fact]
    public void A_folder_and_a_missing_folder_are_refused_by_name()
    {
        Directory.CreateDirectory(Place("folder"));
        Refused<UnauthorizedAccessException>("folder", "folder is a folder");
        Refused<DirectoryNotFoundException>("missing/file", "missing");
    }

    [Fact]
    public async Task Devices_and_pipes_are_written_to_and_stay_what_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have others");
        AtomicFile.WriteText("/dev/null", "gone");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", Place("pipe")))
        {
            mkfifo.WaitForExit();
        }

        var reader = Task.Run(() => File.ReadAllText(Place("pipe")));
        AtomicFile.WriteText(Place("pipe"), "through");
        Assert.Equal("through", await reader);
        Alone("pipe");
    }

    [Fact]
    public void A_long_name_is_no_obstacle()
    {
        var name = new string('ü', 100) + "🙂" + new string('x', 51);
        AtomicFile.WriteText(Place(name), "whole");
        Assert.Equal("whole", File.ReadAllText(Place(name)));
    }

    private static byte[] Filled(byte value, int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }

    private void Refused<TException>(string name, string said)
        where TException : Exception =>
        Assert.Contains(said, Assert.Throws<TException>(() => AtomicFile.WriteText(Place(name), "new")).Message, StringComparison.Ordinal);

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private void Alone(string name) => Assert.Equal([name], _folder.EnumerateFileSystemInfos().Select(file => file.Name));
}
