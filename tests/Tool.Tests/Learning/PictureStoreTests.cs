using MobileNetGen.Tool.Learning;
using MobileNetGen.Tool.Tests.Harness;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary>An image is decoded once where there is memory for it, and the same comes of it where there is none.</summary>
public sealed class PictureStoreTests : IDisposable
{
    private static readonly ImagePreprocessing s_how = new() { Height = 6, Width = 7, Channels = 3, Maximum = 1 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public PictureStoreTests() => _path = _folder.File("image.bmp", Stripes.Image(1, 3));

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public void What_was_read_is_not_decoded_again(bool isChanged)
    {
        var fresh = new PictureStore(s_how, isChanged, isAskedOnce: false, new MemoryBudget(0));
        var (input, picture) = (fresh.Input(_path), fresh.Picture(_path));
        var store = Read(isChanged, isAskedOnce: false, long.MaxValue);
        File.Delete(_path);
        Assert.Equal(input, store.Input(_path));
        Assert.Same(store.Input(_path), store.Input(_path));
        if (isChanged)
        {
            Assert.Equal(picture.Pixels, store.Picture(_path).Pixels);
        }
    }

    [Fact]
    public void What_is_asked_for_once_gives_its_memory_back()
    {
        var budget = new MemoryBudget(6 * 7 * 3 * sizeof(float));
        var store = Read(isChanged: false, isAskedOnce: true, budget);
        Assert.False(budget.Take(1));
        Assert.Equal(store.Input(_path), store.Input(_path));
        Assert.True(budget.Take(1));
    }

    [Fact]
    public void Each_side_keeps_what_it_asks_for()
    {
        var store = Read(isChanged: true, isAskedOnce: false, long.MaxValue);
        store.Divide([], [_path]);
        File.Delete(_path);
        Assert.NotEmpty(store.Input(_path));
        Assert.Throws<ToolException>(() => store.Picture(_path));
    }

    [Fact]
    public void What_there_is_no_memory_for_is_read_again()
    {
        var store = Read(isChanged: false, isAskedOnce: false, 10);
        Assert.Equal(store.Input(_path), store.Input(_path));
        File.Delete(_path);
        Assert.Contains("was read before", Assert.Throws<ToolException>(() => store.Input(_path)).Message, StringComparison.Ordinal);
    }

    private PictureStore Read(bool isChanged, bool isAskedOnce, long bytes) => Read(isChanged, isAskedOnce, new MemoryBudget(bytes));

    private PictureStore Read(bool isChanged, bool isAskedOnce, MemoryBudget budget)
    {
        var store = new PictureStore(s_how, isChanged, isAskedOnce, budget);
        var read = ReadPictures.All([new Example("image", _path, "a")], store, 1, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(read).Problem);
        return store;
    }
}
