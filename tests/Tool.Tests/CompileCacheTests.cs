using MobileNetGen.Files;
using MobileNetGen.Tool.Hosting;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>A network is compiled once for all that its code depends on, and what is kept is not trusted.</summary>
public sealed class CompileCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_time_nothing_is_compiled_and_another_description_is()
    {
        var cache = CompileCache.In(_folder.Path("cache"));
        var read = 0;
        Assert.Equal([4, 4, 9, 4], new[] { 4, 4, 9, 4 }.Select(filters => Filters(cache, filters, () => read++)));
        Assert.Equal(2, read);
        Assert.Equal(2, Directory.GetFiles(_folder.Path("cache")).Length);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(400)]
    public void What_was_changed_or_cut_is_compiled_anew(int at)
    {
        var cache = CompileCache.In(_folder.Path("cache"));
        var read = 0;
        Filters(cache, 3, () => read++);
        var file = Assert.Single(Directory.GetFiles(_folder.Path("cache")));
        var content = File.ReadAllBytes(file);
        content[at] ^= 1;
        File.WriteAllBytes(file, content);
        Assert.Equal(3, Filters(cache, 3, () => read++));
        File.WriteAllBytes(file, content[..at]);
        Assert.Equal(3, Filters(cache, 3, () => read++));
        Assert.Equal(3, Filters(cache, 3, () => read++));
        Assert.Equal(3, read);
    }

    [Fact]
    public void A_folder_that_others_may_enter_or_that_cannot_be_made_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of files are those of Unix");
        var open = Directory.CreateDirectory(_folder.Path("open"));
        if (!OperatingSystem.IsWindows())
        {
            open.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        }

        _folder.File("file", [1]);
        foreach (var place in new[] { "open", "file" })
        {
            Assert.Equal(2, Filters(CompileCache.In(_folder.Path(place)), 2, () => { }));
        }

        Assert.Empty(Directory.GetFiles(_folder.Path("open")));
    }

    /// <summary>Who is no administrator cannot give folders away, and finds those of others in the system.</summary>
    [Fact]
    public void What_belongs_to_another_user_is_known()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "owners are told apart on Linux");
        var (own, given) = (_folder.Path("own"), _folder.Path("given"));
        Directory.CreateDirectory(own);
        Directory.CreateDirectory(given);
        Assert.False(LinuxFiles.IsForeign(own));
        Assert.False(LinuxFiles.IsForeign(_folder.Path("none")));
        Assert.True(LinuxFiles.IsForeign(Child.Run("chown", "1", given).Exit == 0 ? given : "/"));
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("cache/file")]
    public void What_another_user_put_there_is_not_loaded(string given)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "owners are told apart on Linux");
        var read = 0;
        Filters(CompileCache.In(_folder.Path("cache")), 6, () => read++);
        var file = Assert.Single(Directory.GetFiles(_folder.Path("cache")));
        var isGiven = Child.Run("chown", "1", given.EndsWith("file", StringComparison.Ordinal) ? file : _folder.Path(given)).Exit == 0;
        Filters(CompileCache.In(_folder.Path("cache")), 6, () => read++);
        Assert.Equal(isGiven ? 2 : 1, read);
    }

    [Fact]
    public void The_oldest_go_where_there_are_too_many()
    {
        var folder = _folder.Path("cache");
        var cache = CompileCache.In(folder);
        for (var index = 0; index < 70; index++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{index}.network"), [1]);
            File.SetLastWriteTimeUtc(Path.Combine(folder, $"{index}.network"), new DateTime(2020, 1, 1, 0, index % 60, index / 60, DateTimeKind.Utc));
        }

        Filters(cache, 2, () => { });
        Assert.Equal(64, Directory.GetFiles(folder).Length);
        Assert.False(File.Exists(Path.Combine(folder, "0.network")));
    }

    [Fact]
    public async Task Many_at_the_same_time_all_get_the_network()
    {
        var cache = CompileCache.In(_folder.Path("cache"));
        var found = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Filters(cache, 5, () => { }))));
        Assert.All(found, filters => Assert.Equal(5, filters));
    }

    private static int Filters(CompileCache cache, int filters, Action read)
    {
        var text = $$"""{ "input": { "height": 4, "width": 4, "channels": 1 }, "layers": [ { "kind": "pointwise", "filters": {{filters}} } ] }""";
        return cache.Class(text, () =>
        {
            read();
            return NetworkFile.Parse("network.json", text);
        }).Info.Outputs[0].Shape.Channels;
    }
}
