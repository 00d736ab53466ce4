using Xunit;

namespace MobileNetGen.Runtime.Tests.Files;

public sealed class AtomicFileSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atomic");

    public AtomicFileSetTests()
    {
        File.WriteAllText(Place("a"), "old a");
        File.WriteAllText(Place("stale"), "old stale");
    }

    public void Dispose()
    {
        Assert.Empty(_folder.EnumerateFiles(".*"));
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void All_change_with_the_commit_and_none_before()
    {
        using var files = new AtomicFileSet();
        Fill(files);
        Assert.Equal(["a=old a", "stale=old stale"], Content());
        files.Commit();
        Assert.Equal(["a=new", "b=new", "c=new"], Content());
    }

    [Fact]
    public void Without_a_commit_nothing_changes()
    {
        using (var files = new AtomicFileSet())
        {
            Fill(files);
        }

        Assert.Equal(["a=old a", "stale=old stale"], Content());
    }

    /// <summary>A folder that came while the contents were written cannot be replaced by a file.</summary>
    [Theory]
    [InlineData("b")]
    [InlineData("c")]
    public void If_one_cannot_be_changed_those_before_it_are_changed_back(string name)
    {
        using (var files = new AtomicFileSet())
        {
            Fill(files);
            Directory.CreateDirectory(Place(name));
            Assert.ThrowsAny<Exception>(files.Commit);
        }

        Directory.Delete(Place(name));
        Assert.Equal(["a=old a", "stale=old stale"], Content());
    }

    [Fact]
    public void A_content_that_fails_spares_the_others()
    {
        using (var files = new AtomicFileSet())
        {
            Fill(files);
            Assert.Throws<TimeoutException>(() => files.Write(Place("d"), _ => throw new TimeoutException()));
        }

        Assert.Equal(["a=old a", "stale=old stale"], Content());
    }

    private void Fill(AtomicFileSet files)
    {
        files.Write(Place("a"), New);
        files.Delete(Place("stale"));
        files.Delete(Place("never there"));
        files.Write(Place("b"), New);
        files.Write(Place("c"), New);

        static void New(Stream stream) => stream.Write("new"u8);
    }

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private IEnumerable<string> Content() =>
        _folder.EnumerateFiles().Where(file => !file.Name.StartsWith('.'))
            .Select(file => $"{file.Name}={File.ReadAllText(file.FullName)}").Order(StringComparer.Ordinal);
}
