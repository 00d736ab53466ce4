using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// Weights that are used later, brought into the second-level cache by tiles that use others: each step of a sum brings a part of a cache line,
/// so that memory gives them evenly. <see cref="RegisterTile.Ahead"/> says how much.
/// </summary>
internal static class WeightsAhead
{
    /// <summary>Where a tile's share begins, as a parameter.</summary>
    public static string Parameter(Dialect dialect) => $"ref {dialect.Element} ahead";

    /// <summary>The argument for a tile of pixels, as text behind others: its share of the panel behind <c>b</c>.</summary>
    public static string OfNextPanel(RegisterTile tile, string index, string depth) => tile.Ahead == 0
        ? ""
        : ", " + Address.Ref("b", Address.Times(WeightShape.PanelWidth, depth), Address.Times(index, Share(tile, depth)));

    /// <summary>The argument for the panel from <paramref name="n"/> on, as text behind others: its share of what the method's <c>ahead</c> begins.</summary>
    public static string OfNextBlock(RegisterTile tile, string n, string depth) => tile.Ahead == 0
        ? ""
        : ", " + Address.Ref("ahead", n == "0" ? "0" : $"({n} / {Invariant.Format(WeightShape.PanelWidth)} * {Share(tile, depth)})");

    public static void EmitStep(CodeWriter code, RegisterTile tile)
    {
        if (tile.Ahead > 0)
        {
            code.Line("Prefetch.IntoSecondCache(ref ahead);");
            code.Line($"ahead = ref Unsafe.Add(ref ahead, {Invariant.Format(tile.Ahead)});");
        }
    }

    private static string Share(RegisterTile tile, string depth) => Address.Times(tile.Ahead, depth);
}
