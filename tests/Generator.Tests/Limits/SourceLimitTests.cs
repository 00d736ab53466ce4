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

    [Fact]
    public void The_text_stays_small()
    {
        var sources = GeneratorRun.Of(HostProject.Described(Description)).Sources;
        var bytes = sources.Values.Sum(Encoding.UTF8.GetByteCount);
        Assert.True(bytes < MostBytes, $"{bytes} bytes in {sources.Count} sources");
    }

    /// <summary>The best of a few of both, in turns, since other tests run at the same time; and no number of seconds, since machines differ.</summary>
    [Fact]
    public void The_generator_takes_less_time_than_the_compiler_for_what_it_wrote()
    {
        var (generating, compiling) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var turn = 0; turn < 3; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            var run = GeneratorRun.Once(HostProject.Described(Description));
            var between = Stopwatch.GetTimestamp();
            run.AssertCompiles();
            generating = Shorter(generating, Stopwatch.GetElapsedTime(start, between));
            compiling = Shorter(compiling, Stopwatch.GetElapsedTime(between));
        }

        Assert.True(generating < compiling, $"{generating.TotalMilliseconds} ms for the generator, {compiling.TotalMilliseconds} ms for the compiler");

        static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
    }
}
