using System.Diagnostics;
using System.Text;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Limits;

/// <summary>What the largest network of its family may cost the compiler: MobileNetV3-Large with all vector widths.</summary>
public sealed class SourceLimitTests
{
    private const int MaxBytes = 1_500_000;
    private const string Description = """{ "preset": "mobilenet-v3-large" }""";

    [Fact]
    public void The_text_stays_small()
    {
        var sources = GeneratorRun.Of(HostProject.Described(Description)).Sources;
        var bytes = sources.Values.Sum(Encoding.UTF8.GetByteCount);
        Assert.True(bytes < MaxBytes, $"{bytes} bytes in {sources.Count} sources");
    }

    /// <summary>The best of a few, since other tests run at the same time; and no number of seconds, since machines differ.</summary>
    [Fact(Explicit = true)]
    public void The_generator_takes_less_time_than_the_compiler_for_what_it_wrote()
    {
        var (run, generating) = (GeneratorRun.Once(HostProject.Described(Description)), TimeSpan.MaxValue);
        for (var turn = 0; turn < 3; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            GeneratorRun.Once(HostProject.Described(Description));
            generating = Stopwatch.GetElapsedTime(start) is var taken && taken < generating ? taken : generating;
        }

        var begun = Stopwatch.GetTimestamp();
        run.AssertCompiles();
        var compiling = Stopwatch.GetElapsedTime(begun);
        Assert.True(generating < compiling, $"{generating.TotalMilliseconds} ms for the generator, {compiling.TotalMilliseconds} ms for the compiler");
    }
}
