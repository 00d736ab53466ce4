using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Jpeg;

/// <summary>What a frame's header says: the size of the image and its components (T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    private const int FixedLength = 6;
    private const int ComponentLength = 3;
    private const int MaxFactor = 4;

    private JpegFrame(int width, int height, bool isProgressive, JpegComponent[] components)
    {
        (Width, Height, IsProgressive, Components) = (width, height, isProgressive, components);
        MaxAcross = components.Max(component => component.Across);
        MaxDown = components.Max(component => component.Down);
        Array.ForEach(components, component => component.Measure(this));
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsProgressive { get; }

    public JpegComponent[] Components { get; }

    public int MaxAcross { get; }

    public int MaxDown { get; }

    public int McusAcross => Division.RoundingUp(Width, JpegComponent.Side * MaxAcross);

    public int McusDown => Division.RoundingUp(Height, JpegComponent.Side * MaxDown);

    private long Blocks => Components.Sum(component => (long)component.PaddedAcross * component.PaddedDown);

    /// <param name="segment">The header after its length.</param>
    /// <param name="isProgressive">True for a progressive frame.</param>
    /// <param name="limits">How large the image may be.</param>
    /// <exception cref="InvalidImageException">The header is damaged, or names what cannot be decoded.</exception>
    public static JpegFrame Read(ReadOnlySpan<byte> segment, bool isProgressive, ImageLimits limits)
    {
        if (segment.Length < FixedLength || segment.Length != FixedLength + (ComponentLength * segment[5]))
        {
            throw new InvalidImageException("a damaged JPEG: the frame's header is not as long as its components");
        }

        var (precision, count) = (segment[0], segment[5]);
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (precision != 8)
        {
            throw new InvalidImageException($"a JPEG with {precision} bits a sample; 8 are accepted");
        }

        if (count is not (1 or 3 or 4))
        {
            throw new InvalidImageException($"a JPEG with {count} components; 1 (gray), 3 (colour) and 4 (CMYK) are accepted");
        }

        if (height == 0)
        {
            throw new InvalidImageException("a JPEG whose header has no height (the marker DNL gives it later); a height in the header is accepted");
        }

        limits.Check(width, height);
        return new JpegFrame(width, height, isProgressive, Factors(segment[FixedLength..], count));
    }

    /// <summary>
    /// Takes memory for the image, if so many bytes can hold it: each block takes two bits at least, in the first scan of a progressive image one.
    /// </summary>
    /// <exception cref="InvalidImageException">It cannot.</exception>
    public void Allocate(long bytes, ImageMemory memory)
    {
        if (Blocks * (IsProgressive ? 1 : 2) > 8 * bytes)
        {
            throw new InvalidImageException($"a cut or damaged JPEG: {Width} × {Height} pixels do not fit into the {bytes} bytes that follow");
        }

        Array.ForEach(Components, component => component.Allocate(IsProgressive, memory));
    }

    private static JpegComponent[] Factors(ReadOnlySpan<byte> entries, int count)
    {
        var components = new JpegComponent[count];
        for (var index = 0; index < count; index++)
        {
            var entry = entries.Slice(index * ComponentLength, ComponentLength);
            var (across, down) = (entry[1] >> 4, entry[1] & 15);
            if (across is < 1 or > MaxFactor || down is < 1 or > MaxFactor || entry[2] >= JpegTables.Slots)
            {
                throw new InvalidImageException(
                    $"a damaged JPEG: component {index} has sampling factors {across} × {down} and the quantisation table {entry[2]}; "
                    + $"factors from 1 to {MaxFactor} and tables below {JpegTables.Slots} are accepted");
            }

            components[index] = new JpegComponent(entry[0], across, down, entry[2]);
        }

        return components.DistinctBy(component => component.Id).Count() == count
            ? components
            : throw new InvalidImageException("a damaged JPEG: two components have the same number");
    }
}
