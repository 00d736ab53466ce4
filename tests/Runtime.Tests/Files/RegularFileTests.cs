using System.Diagnostics;
using MobileNetGen.Files;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Files;

/// <summary>Whoever is given a pipe or a device for a file is told at once, and does not wait at it or read without end.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("regular");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_has_its_length_through_links_too()
    {
        File.WriteAllBytes(Place("file"), new byte[17]);
        File.CreateSymbolicLink(Place("link"), "file");
        File.CreateSymbolicLink(Place("link to the link"), "link");
        Assert.All(["file", "link", "link to the link"], name => Assert.Equal(17, RegularFile.LengthOf(Place(name))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pipes_and_devices_have_none_and_are_not_opened(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        var path = Endless(kind);
        await AtOnce(() => Assert.Equal(0, RegularFile.LengthOf(path)));
        await AtOnce(() => Assert.Throws<IOException>(() => RegularFile.Open(path)));
        await AtOnce(() => Assert.Empty(Labels.FromFile(path)));
        foreach (var copy in new[] { true, false })
        {
            await AtOnce(() => Assert.Contains(
                "it has 0 bytes",
                Assert.Throws<WeightException>(() => Weights.Line.Load(WeightSource.FromFile(path, copy))).Message,
                StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Labels_without_end_are_not_read()
    {
        using (var file = File.Create(Place("labels.txt")))
        {
            file.SetLength(5L << 30);
        }

        Assert.Contains("5368709120 bytes", Assert.Throws<IOException>(() => Labels.FromFile(Place("labels.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_leads_to_no_file_is_said()
    {
        File.CreateSymbolicLink(Place("dangling"), "nowhere");
        File.CreateSymbolicLink(Place("circle"), "circle");
        Assert.Contains(
            "leads to no file",
            Assert.Throws<FileNotFoundException>(() => RegularFile.LengthOf(Place("dangling"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Throws<FileNotFoundException>(() => RegularFile.LengthOf(Place("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => RegularFile.LengthOf(_folder.FullName)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => RegularFile.LengthOf(Place("circle")));
    }

    public static TheoryData<string> Kinds => ["pipe", "link to a pipe", "device", "link to a device"];

    private string Endless(string kind)
    {
        if (kind is "device")
        {
            return "/dev/zero";
        }

        if (kind is "link to a device")
        {
            File.CreateSymbolicLink(Place("link"), "/dev/zero");
            return Place("link");
        }

        using (var make = Process.Start("mkfifo", Place("pipe")))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(Place("link"), "pipe");
        return Place(kind is "pipe" ? "pipe" : "link");
    }

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private static Task AtOnce(Action action) => Task.Run(action).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
}
