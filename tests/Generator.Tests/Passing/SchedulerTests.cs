using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class SchedulerTests
{
    public static TheoryData<int, int, int> Works()
    {
        var works = new TheoryData<int, int, int>();
        foreach (var run in new[] { 1, 2, 3, 7, 13, 14, 15, 16, 17, 49, 196, 12544 })
        {
            foreach (var columns in new[] { 1, 8, 32, 1000 })
            {
                works.Add(run, columns, 64);
            }
        }

        return works;
    }

    [Theory, MemberData(nameof(Works))]
    public void A_tile_fits_into_the_registers_of_its_tier(int run, int columns, int depth)
    {
        var schedule = Scheduler.Schedule(new MatrixWork(run, columns, depth));
        Assert.Equal(Tier.All, schedule.Tiles.Select(tile => tile.Tier));
        Assert.All(schedule.Tiles, tile =>
        {
            Assert.InRange((tile.Pixels * tile.Vectors) + (tile.Pixels == 1 ? 1 : tile.Vectors + 1), 1, tile.Tier.Registers);
            Assert.InRange(tile.Pixels, 1, run);
            Assert.InRange(tile.Columns, 1, WeightShape.PanelWidth);
            Assert.Equal(0, WeightShape.PanelWidth % tile.Columns);
        });
    }

    [Theory, MemberData(nameof(Works))]
    public void Tiles_are_as_few_as_can_be_and_as_even(int run, int columns, int depth)
    {
        foreach (var tile in Scheduler.Schedule(new MatrixWork(run, columns, depth)).Tiles.Where(tile => run > 1 && tile.Tier != Tier.Scalar))
        {
            var most = (tile.Tier.Registers - tile.Vectors - 1) / tile.Vectors;
            var fewest = (run + most - 1) / most;
            Assert.Equal(fewest, (run + tile.Pixels - 1) / tile.Pixels);
            Assert.True((tile.Pixels - 1) * fewest < run, $"{tile.Pixels - 1} pixels would need no more tiles");
        }
    }

    [Fact]
    public void The_tile_of_512_bits_is_14_pixels_by_32_channels() =>
        Assert.Equal(new RegisterTile(Tier.Vector512, 14, 2), Scheduler.Schedule(new MatrixWork(196, 512, 64)).For(Tier.Vector512));

    [Theory]
    [InlineData(49, 1024, 8)]
    [InlineData(196, 512, 3)]
    [InlineData(1, 1024, 0)]
    [InlineData(49, 64, 0)]
    [InlineData(784, 512, 0)]
    public void Tiles_that_share_a_panel_fetch_the_next_one_between_them(int run, int channels, int ahead)
    {
        var schedule = Scheduler.Schedule(new MatrixWork(run, channels, channels));
        Assert.Equal([ahead, 0, 0, 0], schedule.Tiles.Select(tile => tile.PanelPrefetch));
        Assert.Equal(ahead > 0, schedule.DisplayText.EndsWith("the next panel prefetched", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(196, 512, 64, false)]
    [InlineData(196, 512, 512, true)]
    [InlineData(49, 1024, 32, true)]
    [InlineData(49, 64, 32, false)]
    public void Weights_that_no_cache_holds_and_maps_of_few_tiles_go_by_panels(int run, int columns, int depth, bool panelsOutside) =>
        Assert.Equal(panelsOutside, Scheduler.Schedule(new MatrixWork(run, columns, depth)).Order == LoopOrder.PanelsOutside);
}
