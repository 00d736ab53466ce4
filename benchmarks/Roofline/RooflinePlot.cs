using MobileNetGen.Plotting;

namespace MobileNetGen.Benchmarks.Roofline;

/// <summary>
/// Williams, Waterman and Patterson's roofline model (CACM 52, 2009) as SVG: both axes are logarithmic, a dot is a block,
/// and no dot can lie above the roof of the memory that its data come from.
/// </summary>
internal static class RooflinePlot
{
    private const int Width = 860;
    private const int Height = 560;

    public static string Draw(Roof roof, IReadOnlyList<Dot> dots)
    {
        var (least, largest) = (dots.Min(dot => dot.FlopPerByte), Math.Max(dots.Max(dot => dot.FlopPerByte), roof.Gflops / roof.MemoryBandwidth));
        var slowest = Math.Min(dots.Min(dot => dot.Gflops), least * roof.MemoryBandwidth);
        var plot = new Plot(
                Plot.Logarithmic("FLOP for each byte of inputs, outputs and weights", least, largest),
                Plot.Logarithmic("GFLOP/s on one thread", slowest, Math.Max(roof.Gflops, dots.Max(dot => dot.Gflops))))
            .Legend(isBelow: true)
            .Note(least, roof.Gflops, FormattableString.Invariant($"FMA loop, {roof.Gflops:F0} GFLOP/s"));
        Roofs(plot, FormattableString.Invariant($"second-level cache, {roof.CacheBandwidth:F0} GB/s"), roof.CacheBandwidth, PlotColour.Dim);
        Roofs(plot, FormattableString.Invariant($"memory, {roof.MemoryBandwidth:F0} GB/s"), roof.MemoryBandwidth, PlotColour.Ink);
        foreach (var (index, network) in dots.GroupBy(dot => dot.Network).Index())
        {
            plot.Dots(network.Key, network.Select(dot => (dot.FlopPerByte, dot.Gflops)), PlotColour.Curves[index % PlotColour.Curves.Count]);
        }

        return plot.Draw(Width, Height).Alone;

        void Roofs(Plot onto, string name, double bandwidth, PlotColour colour)
        {
            var (start, ridge) = (Math.Max(least, slowest / bandwidth), roof.Gflops / bandwidth);
            (double, double)[] slope = start < ridge ? [(start, start * bandwidth), (ridge, roof.Gflops)] : [(least, roof.Gflops)];
            onto.Curve(name, [.. slope, (largest, roof.Gflops)], colour);
        }
    }
}
