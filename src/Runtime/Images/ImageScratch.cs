using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>Memory that preparing an image needs; it grows to the largest image seen, and then serves without new objects.</summary>
internal sealed class ImageScratch
{
    /// <summary>What a thread keeps between images: far more than photos need, and little beside a network.</summary>
    private const long MaxKept = 8 << 20;

    [ThreadStatic]
    private static ImageScratch? t_scratch;

    private byte[] _line = [];
    private byte[] _ring = [];
    private byte[] _pixels = [];
    private int[] _sums = [];
    private double[] _floatRing = [];

    /// <summary>The calling thread's own; nothing that prepares an image calls back, so that one is enough.</summary>
    public static ImageScratch OfThread => t_scratch ??= new ImageScratch();

    /// <summary>The filters used last.</summary>
    public ResampleFilter RowFilter { get; } = new();

    public ResampleFilter ColumnFilter { get; } = new();

    /// <summary>The points used last.</summary>
    public SamplePoints RowPoints { get; } = new();

    public SamplePoints ColumnPoints { get; } = new();

    public NormalisedBytes Levels { get; } = new();

    /// <summary>One row.</summary>
    public Span<byte> Line(int length) => Enough(ref _line, length);

    /// <summary>A row of pixels as red, green and blue.</summary>
    public Span<byte> Pixels(long length) => Enough(ref _pixels, length);

    /// <summary>Rows of which each takes the place of one that is not needed any more.</summary>
    public Span<byte> Ring(long length) => Enough(ref _ring, length);

    public Span<int> Sums(int length) => Enough(ref _sums, length);

    public Span<double> FloatRing(long length) => Enough(ref _floatRing, length);

    /// <summary>Lets the calling thread begin anew after an image so large that its memory would be in the way.</summary>
    public void Forget()
    {
        var held = _line.Length + _ring.Length + _pixels.Length + ((long)sizeof(int) * _sums.Length) + ((long)sizeof(double) * _floatRing.Length)
            + RowFilter.Bytes + ColumnFilter.Bytes;
        if (held > MaxKept)
        {
            t_scratch = null;
        }
    }

    /// <exception cref="ArgumentException">More rows of the input's width are needed at a time than an array holds.</exception>
    private static Span<T> Enough<T>(ref T[] array, long length)
    {
        if (length > Array.MaxLength)
        {
            throw Lengths.Refusal(
                $"the image is too long to be resized with antialias: {length} numbers would be needed at a time; {Array.MaxLength} are accepted.",
                "pixels");
        }

        return Grown.To(ref array, (int)length);
    }
}
