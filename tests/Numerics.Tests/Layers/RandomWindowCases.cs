using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Windows of any kernel, stride, dilation and padding on maps of any small size.</summary>
internal static class RandomWindowCases
{
    private const int Windows = 20;
    private static readonly string[] s_kinds = ["conv", "depthwise", "maxPool", "averagePool"];

    public static IEnumerable<LayerCase> All =>
        from kind in s_kinds
        from seed in Enumerable.Range(1, Windows)
        select Window(kind, seed);

    private static LayerCase Window(string kind, int seed)
    {
        var random = new Random(seed);
        var dilates = kind is "conv" or "depthwise";
        var (rows, columns) = (Axis.Any(random, dilates), Axis.Any(random, dilates));
        var padding = random.Next(4) switch
        {
            0 => "\"same\"",
            1 => "\"symmetric\"",
            2 when rows.FitsUnpadded && columns.FitsUnpadded => "\"valid\"",
            _ => $"[{rows.Before}, {rows.After}, {columns.Before}, {columns.After}]",
        };
        return Chain(
            $"Random_{kind}_{seed}",
            $"{rows.Length}x{columns.Length}x{random.Next(1, 40)}",
            $""" "kind": "{kind}", "kernel": [{rows.Kernel}, {columns.Kernel}], "stride": [{rows.Stride}, {columns.Stride}], "padding": {padding} """
            + (kind == "conv" ? $""", "filters": {random.Next(1, 70)} """ : "")
            + (dilates ? $""", "dilation": [{rows.Dilation}, {columns.Dilation}], "activation": "relu6" """ : ""));
    }

    /// <summary>Rows or columns. Explicit padding is narrower than the window, and together with the map as wide as it at least.</summary>
    private sealed record Axis(int Length, int Kernel, int Stride, int Dilation, int Before, int After)
    {
        private int Reach => ((Kernel - 1) * Dilation) + 1;

        public bool FitsUnpadded => Length >= Reach;

        public static Axis Any(Random random, bool dilates)
        {
            var axis = new Axis(random.Next(1, 13), random.Next(1, 6), random.Next(1, 4), dilates ? random.Next(1, 4) : 1, 0, 0);
            var before = random.Next(axis.Reach);
            var least = Math.Max(0, axis.Reach - axis.Length - before);
            return axis with { Before = before, After = random.Next(least, axis.Reach) };
        }
    }
}
