using MobileNetGen.Benchmarks.Soak;
using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>Some seconds of what <c>benchmarks -- soak</c> does for minutes.</summary>
[Collection(nameof(Alone))]
public sealed class SoakTests
{
    [Fact]
    public void Eight_threads_on_instances_that_come_and_go_get_the_same_bits_and_memory_stays_flat()
    {
        using var soak = new SoakTest<Keras025>();
        var report = soak.Run(threads: 8, global::System.TimeSpan.FromSeconds(3), samples: 30, _ => { });
        Assert.Equal(0, report.Mismatches);
        Assert.InRange(report.Instances, 2, report.Runs);

        // Every instance has two megabytes of weights.
        Assert.InRange(report.ResidentGrowth, -1, 0.25);
        Assert.InRange(report.ManagedGrowth, -1, 0.5);
    }
}
