using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

/// <summary>A fused graph and, for each stage, how its loops are laid out; null where there is nothing to choose.</summary>
internal sealed record ScheduledGraph(FusedGraph Fused, EquatableArray<ScheduledStage> Stages);

internal sealed record ScheduledStage(Stage Stage, StageSchedule? Schedule);

/// <summary>Chooses register tiles and loop orders from a model of the machine.</summary>
internal static class Scheduler
{
    /// <summary>Half of the smallest second-level cache (512 KiB) of the CPUs that have FMA: weights beyond it would be fetched again for every tile of pixels.</summary>
    private const int MostResidentWeightBytes = 256 * 1024;

    /// <summary>With fewer tiles of pixels than this, panels share the work among threads more evenly.</summary>
    private const int FewTiles = 8;

    public static ScheduledGraph Schedule(FusedGraph fused) => new(
        fused,
        fused.Stages.Select(stage => new ScheduledStage(
            stage,
            stage.Operation.Work(fused.InputTypes(stage), fused.OutputType(stage)) is { } work ? Schedule(work) : null)).ToEquatable());

    public static StageSchedule Schedule(MatrixWork work)
    {
        var tiles = Tier.All.Select(tier => Tile(tier, work)).ToEquatable();
        var widest = tiles[0];
        var weightBytes = (long)work.Depth * work.Columns * sizeof(float);
        var panelsOutside = weightBytes > MostResidentWeightBytes || work.Run < FewTiles * widest.Pixels && work.Columns >= FewTiles * WeightShape.PanelWidth;
        return new StageSchedule(panelsOutside ? LoopOrder.PanelsOutside : LoopOrder.PixelsOutside, tiles);
    }

    /// <summary>
    /// As many accumulators as the registers hold beside the weights and one broadcast value. Two vectors of weights
    /// serve each broadcast; a single row of pixels takes a whole panel instead, to have enough sums in flight.
    /// </summary>
    private static RegisterTile Tile(Tier tier, MatrixWork work)
    {
        if (work.Run == 1)
        {
            return new RegisterTile(tier, 1, Math.Min(WeightShape.PanelWidth / tier.Lanes, 8));
        }

        const int vectors = 2;
        var most = (tier.Registers - vectors - 1) / vectors;
        return new RegisterTile(tier, Balanced(work.Run, most), vectors);
    }

    /// <summary>The largest tile that needs no more tiles than the largest possible, and the most even: 16 pixels are 8 + 8, not 14 + 2.</summary>
    private static int Balanced(int run, int most)
    {
        var tiles = (run + most - 1) / most;
        return (run + tiles - 1) / tiles;
    }
}
