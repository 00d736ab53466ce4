namespace MobileNetGen;

/// <summary>Memory that preparing an image needs; it grows to the largest image seen, and then serves without new objects.</summary>
internal sealed class ImageScratch
{
    private byte[] _cropped = [];
    private byte[] _narrowed = [];

    /// <summary>The filters used last, for rows and for columns.</summary>
    public ResampleFilter Rows { get; } = new();

    public ResampleFilter Columns { get; } = new();

    public Span<byte> Cropped(int length) => Grown(ref _cropped, length);

    public Span<byte> Narrowed(int length) => Grown(ref _narrowed, length);

    private static Span<byte> Grown(ref byte[] array, int length)
    {
        if (array.Length < length)
        {
            array = new byte[length];
        }

        return array.AsSpan(0, length);
    }
}
