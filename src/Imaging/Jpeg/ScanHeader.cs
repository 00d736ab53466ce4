namespace MobileNetGen.Imaging.Jpeg;

/// <summary>A component of a scan, with its tables and what its blocks hand on from one to the next.</summary>
internal sealed class ScanComponent(JpegComponent component, HuffmanTable? dc, HuffmanTable? ac)
{
    public JpegComponent Component => component;

    /// <summary>The code of the first coefficient; there wherever the scan needs it.</summary>
    public HuffmanTable Dc => dc!;

    /// <summary>The code of the others; there wherever the scan needs it.</summary>
    public HuffmanTable Ac => ac!;

    /// <summary>The first coefficient of the block before.</summary>
    public int Predictor { get; set; }
}

/// <summary>What a scan brings: of which components, which coefficients, in the file's order, and which of their bits (T.81, B.2.3).</summary>
internal sealed record ScanHeader(ScanComponent[] Parts, int First, int Last, bool IsRefinement, int LowBit)
{
    private const int MaxLowBit = 13;

    /// <param name="segment">The header after its length.</param>
    /// <param name="frame">The image.</param>
    /// <param name="tables">The tables that are defined.</param>
    /// <exception cref="InvalidImageException">The header is damaged, or brings what came before.</exception>
    public static ScanHeader Read(ReadOnlySpan<byte> segment, JpegFrame frame, JpegTables tables)
    {
        if (segment.IsEmpty || segment.Length != 4 + (2 * segment[0]) || segment[0] is < 1 or > 4)
        {
            throw Damaged("its header is not as long as its components");
        }

        // A sequential scan brings everything, whatever its header says.
        ReadOnlySpan<byte> tail = frame.IsProgressive ? segment[^3..] : [0, ZigZag.Length - 1, 0];
        var highBit = tail[2] >> 4;
        var header = new ScanHeader(new ScanComponent[segment[0]], tail[0], tail[1], highBit != 0, tail[2] & 15);
        for (var index = 0; index < header.Parts.Length; index++)
        {
            var (id, slots) = (segment[1 + (2 * index)], segment[2 + (2 * index)]);
            var component = Array.Find(frame.Components, candidate => candidate.Id == id) ?? throw Damaged($"the image has no component {id}");
            header.Parts[index] = header.Part(component, slots, frame.IsProgressive, tables);
        }

        if (frame.IsProgressive)
        {
            header.CheckProgression(highBit);
        }

        Array.ForEach(header.Parts, part => header.Learn(part.Component, highBit));
        return header;
    }

    private ScanComponent Part(JpegComponent component, int slots, bool isProgressive, JpegTables tables)
    {
        component.Quantisation ??= tables.Quantisation[component.QuantisationSlot]
            ?? throw Damaged($"there is no quantisation table {component.QuantisationSlot}");
        var needsDc = First == 0 && !IsRefinement;
        var needsAc = Last > 0;
        var part = new ScanComponent(component, Table(tables.Dc, slots >> 4), Table(tables.Ac, slots & 15));
        return (!needsDc || Table(tables.Dc, slots >> 4) is not null) && (!needsAc || Table(tables.Ac, slots & 15) is not null)
            ? part
            : throw Damaged($"the Huffman tables {slots >> 4} and {slots & 15} are not both there");
    }

    private static HuffmanTable? Table(HuffmanTable?[] tables, int slot) => slot < tables.Length ? tables[slot] : null;

    private void CheckProgression(int highBit)
    {
        var isBand = First <= Last && Last < ZigZag.Length && (First == 0) == (Last == 0) && (First == 0 || Parts.Length == 1);
        if (!isBand || LowBit > MaxLowBit || (IsRefinement && highBit != LowBit + 1))
        {
            throw Damaged($"coefficients {First} to {Last} of {Parts.Length} components, bits {highBit} and {LowBit}, are no step of a progressive image");
        }
    }

    /// <summary>Notes what the component has after this scan; no scan brings anything twice.</summary>
    private void Learn(JpegComponent component, int highBit)
    {
        for (var index = First; index <= Last; index++)
        {
            if (component.MissingBits[index] != (IsRefinement ? highBit : -1))
            {
                throw Damaged($"it brings coefficient {index} of component {component.Id} again, or before what it refines");
            }

            component.MissingBits[index] = LowBit;
        }
    }

    private static InvalidImageException Damaged(string why) => new($"a damaged JPEG: a scan cannot be decoded: {why}");
}
