using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Schedule;

/// <summary>How the loops of a matrix product of integers are laid out.</summary>
/// <param name="Pixels">Rows of the product.</param>
/// <param name="Depth">Products of each sum.</param>
/// <param name="Gathers">True if rows are copied into the worker's own memory, filled up to whole steps.</param>
/// <param name="Order">Pixels are outside where all weights stay in the first cache, or rows are gathered.</param>
/// <param name="Share">By panels, each worker makes all pixels of some outputs, so that weights pass by once.</param>
internal sealed record IntegerMatrixSchedule(int Pixels, int Depth, bool Gathers, LoopOrder Order, WorkShare Share) : KernelSchedule
{
    /// <summary>Bytes of weights that stay in the first cache beside some pixels.</summary>
    private const int FirstCacheWeights = 16 * 1024;

    /// <summary>What a call costs is little for each of so many tiles.</summary>
    private const int MaxGatheredTiles = 16;

    /// <summary>From one row of the product to the next.</summary>
    public int RowBytes => Gathers ? IntegerLayout.Steps(Depth) * IntegerLayout.Step : Depth;

    /// <summary>The sums of a register tile, which come first in the worker's memory.</summary>
    public static int TileBytes => (int)CacheLine.Align(IntegerWidth.All.Max(width => width.MaxPixels * width.Outputs) * sizeof(int));

    public override long ScratchBytes => TileBytes
        + (!Gathers ? 0 : CacheLine.Align((long)RowBytes * (Share == WorkShare.Panels ? Pixels : GatheredTiles * IntegerWidth.All.Max(PixelsOf))));

    /// <summary>Tiles whose windows are gathered at once, as far as the first cache holds them beside some weights.</summary>
    public int GatheredTiles => Math.Max(1, Math.Min(MaxGatheredTiles, FirstCacheWeights / (RowBytes * IntegerWidth.All.Max(PixelsOf))));

    public override string DisplayText =>
        $"{(Order == LoopOrder.PixelsOutside ? "panels inside pixels" : "pixels inside panels")}, "
        + $"workers share {(Share == WorkShare.Panels ? "panels" : "pixels")}, tiles {DisplayTiles}{(Gathers ? ", windows gathered" : "")}";

    private string DisplayTiles =>
        string.Join(" ", IntegerWidth.All.Where(width => width != IntegerWidth.Scalar).Select(width => $"{PixelsOf(width)}×{width.Outputs}"));

    public static IntegerMatrixSchedule Of(Operation operation, TensorType input, TensorType output)
    {
        var isPointwise = operation.SlidingWindow is null or { IsPointwise: true };
        var depth = operation.SlidingWindow is { IsPointwise: false } window ? window.Kernel.Area * input.Channels : input.Channels;
        var weights = IntegerLayout.PanelBytes(output.Channels, depth);
        var gathers = !isPointwise || depth % IntegerLayout.Step != 0;
        var share = weights > Caches.ResidentWeights || output.Pixels == 1 ? WorkShare.Panels : WorkShare.Pixels;
        var order = share == WorkShare.Panels || (weights > FirstCacheWeights && !gathers) ? LoopOrder.PanelsOutside : LoopOrder.PixelsOutside;
        return new IntegerMatrixSchedule(output.Pixels, depth, gathers, order, share);
    }

    /// <summary>Pixels of a register tile; the last one may have fewer.</summary>
    public int PixelsOf(IntegerWidth width) => Quotient.RoundedUp(Pixels, Quotient.RoundedUp(Pixels, width.MaxPixels));
}
