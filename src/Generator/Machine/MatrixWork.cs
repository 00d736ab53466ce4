using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Machine;

/// <summary>
/// An operation's work as a matrix product: <paramref name="Run"/> pixels in a row of memory that one tile may cover,
/// <paramref name="Columns"/> outputs of each, summed over <paramref name="Depth"/> products.
/// </summary>
internal sealed record MatrixWork(int Run, int Columns, int Depth)
{
    /// <summary>With fewer tiles of pixels than this, panels share the work among threads more evenly.</summary>
    private const int FewTiles = 8;

    /// <summary>With fewer panels than this, workers share pixels: of three panels, one of two workers has twice as many.</summary>
    private const int FewPanels = 8;

    public ElementType Element { get; init; } = ElementType.Float32;

    /// <summary>True for a row of windows, whose taps lie side by side in the map: each row goes through all panels.</summary>
    public bool IsRow { get; init; }

    /// <summary>Pixels of the output that are pooled into one; 0 where all are stored.</summary>
    public int Pooled { get; init; }

    /// <summary>True if panels are the outer loop, so that weights stream past all pixels once.</summary>
    public bool StreamsWeights =>
        Run == 1 || (long)Depth * Columns * Element.Size > Caches.ResidentWeights || (HasFewTiles && HasManyPanels);

    /// <summary>True if each worker makes all pixels of some of the panels.</summary>
    public bool SharesPanels => StreamsWeights && (HasManyPanels || Run == 1);

    /// <summary>True if one worker makes all pixels of a panel, one after the other, so that it can pool them from its first cache.</summary>
    public bool PoolsPanels => SharesPanels && Run * WeightShape.PanelWidth * Element.Accumulator.Size <= Caches.First;

    private bool HasFewTiles => Run < FewTiles * RegisterTiles.For(Run)[0].Pixels;

    private bool HasManyPanels => Columns >= FewPanels * WeightShape.PanelWidth;
}
