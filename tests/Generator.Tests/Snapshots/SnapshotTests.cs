using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Snapshots;

/// <summary>Snapshots themselves.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_difference_shows_the_changed_lines_with_two_lines_around_them() => Assert.Equal(
        "  ⋮\n  c\n  d\n- e\n+ E\n  f\n  g\n",
        Snapshot.Difference("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nE\nf\ng\nh\n"));
}
