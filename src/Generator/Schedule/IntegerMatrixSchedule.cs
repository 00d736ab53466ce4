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
/// <param name="SharesPanels">True if each worker makes all pixels of some outputs, so that weights pass by once.</param>
internal sealed record IntegerMatrixSchedule(int Pixels, int Depth, bool Gathers, bool SharesPanels) : KernelSchedule
{
    /// <summary>Vectors of weights that serve each broadcast step of a pixel.</summary>
    public const int Vectors = 2;

    /// <summary>From one row of the product to the next.</summary>
    public int RowBytes => Gathers ? IntegerLayout.Steps(Depth) * IntegerLayout.Step : Depth;

    public override long ScratchBytes => !Gathers ? 0 : CacheLine.Align((long)RowBytes * (SharesPanels ? Pixels : Tier.All.Max(PixelsOf)));

    public override string DisplayText =>
        $"workers share {(SharesPanels ? "panels" : "pixels")}, tiles {DisplayTiles}{(Gathers ? ", windows gathered" : "")}";

    private string DisplayTiles => string.Join(" ", Tier.All.Where(tier => tier != Tier.Scalar).Select(tier => $"{PixelsOf(tier)}×{Columns(tier)}"));

    /// <summary>Outputs of a tile.</summary>
    public static int Columns(Tier tier) => tier == Tier.Scalar ? 1 : Vectors * tier.Lanes;

    public static IntegerMatrixSchedule Of(Operation operation, TensorType input, TensorType output)
    {
        var isPointwise = operation.SlidingWindow is null or { IsPointwise: true };
        var depth = operation.SlidingWindow is { IsPointwise: false } window ? window.Kernel.Area * input.Channels : input.Channels;
        var weights = IntegerLayout.PanelBytes(output.Channels, depth);
        return new IntegerMatrixSchedule(
            output.Pixels,
            depth,
            !isPointwise || depth % IntegerLayout.Step != 0,
            weights > Caches.ResidentWeights || output.Pixels == 1);
    }

    /// <summary>As many pixels as sums fit the registers beside the weights, and one broadcast step.</summary>
    public int PixelsOf(Tier tier)
    {
        var most = tier == Tier.Scalar ? 1 : (tier.Registers - Vectors - (tier == Tier.Vector512 ? 4 : 2)) / Vectors;
        return Quotient.RoundedUp(Pixels, Quotient.RoundedUp(Pixels, most));
    }
}
