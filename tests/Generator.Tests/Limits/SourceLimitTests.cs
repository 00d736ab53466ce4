using System.Diagnostics;
using System.Text;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Limits;

/// <summary>What the largest network of its family may cost the compiler: MobileNetV3-Large with all vector widths.</summary>
public sealed class SourceLimitTests
{
    private const int MostBytes = 1_500_000;
    private const string Description = """{ "preset": "mobilenet-v3-large" }""";
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_text_stays_small()
    {
        var sources = GeneratorRun.Of(HostProject.Described(Description)).Sources;
        var bytes = sources.Values.Sum(Encoding.UTF8.GetByteCount);
        Assert.True(bytes < MostBytes, $"{bytes} bytes in {sources.Count} sources");
    }

    /// <summary>The best of a few, since other tests run at the same time.</summary>
    [Fact]
    public void The_generator_is_fast()
    {
        var fastest = Enumerable.Range(0, 3).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            GeneratorRun.Once(HostProject.Described(Description));
            return watch.Elapsed;
        });
        Assert.True(fastest < s_longest, $"{fastest.TotalMilliseconds} ms");
    }
}
