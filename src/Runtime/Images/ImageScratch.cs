using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>Memory that preparing an image needs; it grows to the largest image seen, and then serves without new objects.</summary>
internal sealed class ImageScratch
{
    private byte[] _line = [];
    private byte[] _ring = [];
    private byte[] _pixels = [];
    private int[] _sums = [];
    private double[] _floatRing = [];

    /// <summary>The filters used last.</summary>
    public ResampleFilter RowFilter { get; } = new();

    public ResampleFilter ColumnFilter { get; } = new();

    /// <summary>The points used last.</summary>
    public SamplePoints RowPoints { get; } = new();

    public SamplePoints ColumnPoints { get; } = new();

    public NormalisedBytes Levels { get; } = new();

    /// <summary>One row.</summary>
    public Span<byte> Line(int length) => Grown(ref _line, length);

    /// <summary>A row of pixels as red, green and blue.</summary>
    public Span<byte> Pixels(long length) => Grown(ref _pixels, length);

    /// <summary>Rows of which each takes the place of one that is not needed any more.</summary>
    public Span<byte> Ring(long length) => Grown(ref _ring, length);

    public Span<int> Sums(int length) => Grown(ref _sums, length);

    public Span<double> FloatRing(long length) => Grown(ref _floatRing, length);

    /// <exception cref="ArgumentException">More rows of the input's width are needed at a time than an array holds.</exception>
    private static Span<T> Grown<T>(ref T[] array, long length)
    {
        if (length > Array.MaxLength)
        {
            throw Lengths.Refusal(
                $"the image is too long to be resized with antialias: {length} numbers would be needed at a time; {Array.MaxLength} are accepted.",
                "pixels");
        }

        if (array.Length < length)
        {
            array = new T[length];
        }

        return array.AsSpan(0, (int)length);
    }
}
