using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>How the rows of a map lie in memory, as the constants and texts of a kernel.</summary>
/// <param name="PixelPitch">From one pixel to the next.</param>
/// <param name="RowLength">From one row to the next.</param>
/// <param name="RingRows">
/// The constant for the rows that are kept, each in the place of the one so many rows before it; null where every row has a place.
/// </param>
internal sealed record RowView(string PixelPitch, string RowLength, string? RingRows = null)
{
    /// <summary>A map as tensors have it: rows of pixels of channels.</summary>
    public static readonly RowView Tensor = new("Channels", "InputWidth * Channels");

    /// <summary>One panel of a map in panels.</summary>
    public static readonly RowView Panel = new(Loops.Panel.Width, $"InputWidth * {Loops.Panel.Width}");

    /// <summary>The offset of a row.</summary>
    public string Row(string y)
    {
        var row = y.Contains(' ') ? $"({y})" : y;
        return RingRows is null ? $"({row} * {RowLength})" : $"({row} % {RingRows} * {RowLength})";
    }
}

/// <summary>A tile of outputs of a row, and which of them have each kernel column inside the map.</summary>
/// <param name="First">The first output column.</param>
/// <param name="Count">Output columns of the tile.</param>
/// <param name="Inside">By kernel column: the first output of the tile that has it inside, and the one after the last.</param>
internal sealed record RowTile(int First, int Count, EquatableArray<(int First, int End)> Inside)
{
    /// <summary>True if no window of the tile meets the padding.</summary>
    public bool IsInterior => Inside.All(range => range.First == 0 && range.End == Count);

    /// <summary>
    /// An identifier's part that tells tiles of one size apart: <c>_0in1to14</c> where kernel column 0 is inside for outputs from 1 to
    /// before 14.
    /// </summary>
    public string Clipping => string.Concat(Inside
        .Select((range, column) => (range.First, range.End, Column: column))
        .Where(range => range.First > 0 || range.End < Count)
        .Select(range => $"_{Invariant.Format(range.Column)}in{Invariant.Format(range.First)}to{Invariant.Format(range.End)}"));
}
