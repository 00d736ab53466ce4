using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class BlockSchedulerTests
{
    [Theory]
    [InlineData(56, 24, 144, 24, 3, true, 1)]
    [InlineData(14, 96, 576, 96, 3, true, 1)]
    [InlineData(14, 96, 576, 320, 3, true, 7)]
    [InlineData(7, 160, 960, 160, 5, false, 1)]
    public void Large_maps_go_by_rows_and_small_ones_by_panels(int size, int inputs, int expanded, int outputs, int kernel, bool byRows, int rows)
    {
        var schedule = Schedule(size, inputs, expanded, outputs, kernel);
        Assert.Equal((byRows ? BlockPartition.Rows : BlockPartition.Panels, rows), (schedule.Partition, schedule.RowsPerTile));
    }

    [Fact]
    public void The_ring_holds_the_rows_of_the_windows_of_a_tile()
    {
        Assert.Equal(5, Schedule(56, 24, 144, 24, 5).Buffers.RingRows);
        Assert.Equal(9, Schedule(14, 96, 576, 320, 3).Buffers.RingRows);
        Assert.Equal(5 * 3 * 56 * WeightShape.PanelWidth, Schedule(56, 24, 144, 24, 3).Buffers.Ring);
    }

    [Theory]
    [InlineData(56, 144, 3, 32)]
    [InlineData(56, 144, 5, 16)]
    [InlineData(112, 96, 3, 16)]
    [InlineData(112, 120, 3, 32)]
    public void A_ring_is_narrow_where_the_rows_of_a_window_would_not_stay_in_the_first_cache(int size, int expanded, int kernel, int width) =>
        Assert.Equal(width, Schedule(size, 24, expanded, 24, kernel).Buffers.RingWidth);

    [Fact]
    public void Pixels_of_the_inner_map_do_not_meet_in_one_set_of_a_cache() =>
        Assert.All([32, 64, 512, 1024], channels => Assert.NotEqual(0, Schedule(14, 16, channels, 16, 3).Buffers.Pitch * sizeof(float) % 1024));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(11)]
    public void A_depthwise_tile_fits_into_the_registers_of_its_tier(int kernel)
    {
        var schedule = Schedule(30, 16, 64, 16, kernel);
        Assert.All(Tier.All.Where(tier => tier != Tier.Scalar), tier =>
            Assert.InRange(schedule.ColumnsFor(tier), 1, Math.Max(1, tier.Registers - kernel - 2)));
    }

    [Fact]
    public void The_rows_of_a_block_fetch_as_much_of_the_next_ones_weights_as_it_has_itself()
    {
        var weights = (2 * ((96 * 576) + 576)) + (9 * 576) + 96;
        var project = Schedule(14, 96, 576, 96, 3).Project;
        Assert.InRange(project.For(Tier.Vector512).BlockPrefetch * 14 * 3 * 576, weights, weights + (14 * 3 * 576));
        Assert.All(Tier.All.Skip(1), tier => Assert.Equal(0, project.For(tier).BlockPrefetch));
        Assert.Contains("the next block's weights prefetched", project.DisplayText, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_the_first_cache_holds_and_maps_that_are_made_whole_fetch_nothing_of_the_next_block()
    {
        Assert.Equal(0, Schedule(56, 24, 72, 24, 3).Project.For(Tier.Vector512).BlockPrefetch);
        Assert.DoesNotContain("next block", Schedule(7, 160, 960, 160, 5).DisplayText, StringComparison.Ordinal);
        Assert.Contains("the next panel", Schedule(7, 160, 960, 160, 5).DisplayText, StringComparison.Ordinal);
    }

    [Fact]
    public void Workers_of_a_small_map_share_the_inner_map() =>
        Assert.Equal(49 * (960 + 16) * sizeof(float), Schedule(7, 160, 960, 160, 5).SharedBytes);

    private static BlockSchedule Schedule(int size, int inputs, int expanded, int outputs, int kernel)
    {
        var blocked = BlockPass.Form(FusionPass.Fuse(Passes.Graph(Passes.Network(
            size,
            size,
            inputs,
            $$"""{ "kind": "pointwise", "filters": {{expanded}} }""",
            $$"""{ "kind": "depthwise", "kernel": {{kernel}} }""",
            $$"""{ "kind": "pointwise", "filters": {{outputs}} }"""))));
        return (BlockSchedule)Scheduler.Schedule(blocked).Blocks.Single().Schedule!;
    }
}
