using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// Weights that are used later, prefetched into the second-level cache by tiles that use others: each step of a sum fetches a part of a cache line,
/// so that memory gives them evenly. <see cref="RegisterTile.Prefetch"/> says how much.
/// </summary>
internal static class WeightPrefetch
{
    /// <summary>Where a tile's share begins, as a parameter.</summary>
    public static string Parameter(Dialect dialect) => $"ref {dialect.Element} prefetch";

    /// <summary>The argument for a tile of pixels, as text after others: its share of the panel after <c>b</c>.</summary>
    public static string OfNextPanel(RegisterTile tile, string index, string depth) => tile.PanelPrefetch == 0
        ? ""
        : ", " + Address.Ref("b", Address.Times(Panel.Width, depth), Address.Times(index, Share(tile, depth)));

    /// <summary>The argument for the panel from <paramref name="n"/> on, as text after others: its share of what the method's <c>prefetch</c> begins.</summary>
    public static string OfNextBlock(RegisterTile tile, string n, string depth) => tile.BlockPrefetch == 0
        ? ""
        : ", " + Address.Ref("prefetch", n == "0" ? "0" : OfPanel(n, Share(tile, depth)));

    public static void EmitStep(CodeWriter code, RegisterTile tile)
    {
        if (tile.Prefetch > 0)
        {
            code.Line("Prefetch.IntoSecondCache(ref prefetch);");
            code.Line($"prefetch = ref Unsafe.Add(ref prefetch, {Invariant.Format(tile.Prefetch)});");
        }
    }

    private static string OfPanel(string n, string share) => $"({n} / {Panel.Width} * {share})";

    private static string Share(RegisterTile tile, string depth) => Address.Times(tile.Prefetch, depth);
}
