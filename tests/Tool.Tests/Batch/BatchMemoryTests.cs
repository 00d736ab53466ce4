using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Batch;
using MobileNetGen.Tool.Batch.Rows;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Hostile;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>What <c>classify</c> holds while it runs. Tests beside it would hold something too.</summary>
[Collection(Alone.Name)]
public sealed class BatchMemoryTests : IDisposable
{
    /// <summary>A hundredth of what ten thousand rows would take that were kept.</summary>
    private const long Slack = 128 << 10;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Twenty_times_as_many_images_hold_no_more_memory()
    {
        var tiny = new TinyClassifier(_folder);
        var image = _folder.File("one.bmp", Photos.Small(1));
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null);
        using var classifier = BatchClassifier.Load(
            new FileInfo(tiny.Network), _folder.Path("net/weights.safetensors"), null, null, allowOther: false, CompileCache.None, terminal);
        Held("first", 500);
        var few = Held("few", 500);
        Assert.InRange(Held("many", 10_000), 0, few + Slack);

        long Held(string name, int count)
        {
            var folder = new PartFolder(Directory.CreateDirectory(_folder.Path(name)).FullName, RowFormat.Of(".jsonl", classifier.Classes, 5), "");
            var run = new BatchRun(Enumerable.Range(0, count).Select(index => new ListedImage($"{index}", image, null)), new Shard(0, 1), 100, folder, 0);
            var (done, held) = (0, 0L);
            run.Run(() => classifier.Worker(5), threads: 2, more =>
            {
                if (Interlocked.Add(ref done, more) == count)
                {
                    held = GC.GetTotalMemory(forceFullCollection: true);
                }
            });
            return held;
        }
    }

    public void Dispose() => _folder.Dispose();
}
