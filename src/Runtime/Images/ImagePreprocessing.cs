using System.Collections.Immutable;
using MobileNetGen.ObjectDetection;

namespace MobileNetGen;

/// <summary>How an image changes its size.</summary>
public enum ResizeMethod
{
    /// <summary>Between the four nearest pixels, with half-pixel centres: TensorFlow's <c>tf.image.resize</c>, without antialias.</summary>
    Bilinear,

    /// <summary>A triangle filter that widens when the image shrinks, rounded to 8 bits after each pass: Pillow's <c>Image.BILINEAR</c>.</summary>
    BilinearAntialias,

    /// <summary>The same with a cubic filter: Pillow's <c>Image.BICUBIC</c>.</summary>
    BicubicAntialias,

    /// <summary>The nearest pixel: Pillow's <c>Image.NEAREST</c>.</summary>
    Nearest,

    /// <summary>Between the four nearest pixels, whose corners count and not their centres: TensorFlow's <c>resize_bilinear</c> of version 1.</summary>
    BilinearAsymmetric,

    /// <summary>A triangle filter that widens when the image shrinks, in floats: <c>tf.image.resize(antialias=True)</c>, and PyTorch's on tensors.</summary>
    BilinearAntialiasFloat,
}

/// <summary>How an image gets the input's proportions.</summary>
public enum ImageFit
{
    /// <summary>
    /// The largest centred window with the input's proportions, times <see cref="ImagePreprocessing.Crop"/>, is resized; a crop of 0
    /// stretches all of the image.
    /// </summary>
    Window,

    /// <summary>The centre of the image, <see cref="ImagePreprocessing.Crop"/> of each side, is stretched: TF-slim's <c>central_crop</c>.</summary>
    Sides,

    /// <summary>
    /// As <see cref="Window"/>, with Pillow's <c>resize(box=…)</c>: pixels around the window take part in its edges, and what is shortened far more
    /// than narrowed is shortened first, as Pillow does from version 13 on.
    /// </summary>
    Box,

    /// <summary>
    /// The image is resized until its shorter side is <see cref="ImagePreprocessing.ShortSide"/>, the longer one rounded down; then the centre of the input's
    /// size is kept, with black around images that are smaller.
    /// </summary>
    ShortSide,
}

/// <summary>What becomes of halves and fractions of pixels when a window is laid over an image.</summary>
public enum WindowRounding
{
    /// <summary>Sizes to the nearest pixel; places of a window of <see cref="ImageFit.ShortSide"/> too, halves to even ones: torchvision's.</summary>
    Nearest,

    /// <summary>Sizes and places down: Keras' and Hugging Face's.</summary>
    Down,
}

/// <summary>What the channels of the input are.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>Luma, as Pillow's mode L: 0.299 red + 0.587 green + 0.114 blue.</summary>
    Gray,
}

/// <summary>
/// How 8-bit pixels become a network's input: the image gets the input's size, its channels their order, and then
/// <c>(v / 255 · (maximum − minimum) + minimum − mean) / deviation</c>.
/// </summary>
public sealed record ImagePreprocessing
{
    /// <summary>Rows of the input.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the input.</summary>
    public required int Width { get; init; }

    /// <summary>Channels of the input: 1 for gray, else 3.</summary>
    public required int Channels { get; init; }

    /// <summary>How the image changes its size.</summary>
    public ResizeMethod Resize { get; init; }

    /// <summary>True to round to 8 bits what <see cref="Resize"/> leaves as fractions: PyTorch's on tensors of bytes.</summary>
    public bool RoundToBytes { get; init; }

    /// <summary>How the image gets the input's proportions.</summary>
    public ImageFit Fit { get; init; }

    /// <summary>The share of the image that is kept, of what <see cref="Fit"/> says; 0 keeps all of it.</summary>
    public double Crop { get; init; }

    /// <summary>The shorter side of the resized image, for <see cref="ImageFit.ShortSide"/>.</summary>
    public int ShortSide { get; init; }

    /// <summary>How the window is rounded to pixels.</summary>
    public WindowRounding WindowRounding { get; init; }

    /// <summary>What the channels are.</summary>
    public ChannelOrder Order { get; init; }

    /// <summary>What the byte 0 becomes.</summary>
    public double Minimum { get; init; }

    /// <summary>What the byte 255 becomes.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>Subtracted from each channel; empty for nothing.</summary>
    public ImmutableArray<double> Mean { get; init; } = [];

    /// <summary>Divides each channel; empty for nothing.</summary>
    public ImmutableArray<double> Deviation { get; init; } = [];

    /// <summary>Compares by value, means and deviations too.</summary>
    /// <param name="other">Another one.</param>
    public bool Equals(ImagePreprocessing? other) =>
        other is not null
            && Scalars == other.Scalars
            && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan())
            && Deviation.AsSpan().SequenceEqual(other.Deviation.AsSpan());

    /// <summary>Where in an image a box is that a network has found in its input, which may show a part of the image only.</summary>
    /// <param name="box">Its edges as shares of the input.</param>
    /// <param name="width">Columns of the image, at least 1.</param>
    /// <param name="height">Rows of the image, at least 1.</param>
    /// <returns>Its edges as shares of the image; outside 0 to 1 where the input had black around the image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is less than 1.</exception>
    public Box ToImage(Box box, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var (columns, rows, _) = ImageGeometry.Of(this, width, height);
        return new Box(
            (float)(columns.Place(box.Left) / width),
            (float)(rows.Place(box.Top) / height),
            (float)(columns.Place(box.Right) / width),
            (float)(rows.Place(box.Bottom) / height));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Scalars.GetHashCode();

    private (int Height, int Width, int Channels, ResizeMethod Resize, bool RoundToBytes, ImageFit Fit, double Crop, int ShortSide,
        WindowRounding WindowRounding, ChannelOrder Order, double Minimum, double Maximum) Scalars =>
        (Height, Width, Channels, Resize, RoundToBytes, Fit, Crop, ShortSide, WindowRounding, Order, Minimum, Maximum);

    /// <summary>The float that a byte, or what resizing made of bytes, becomes in a channel.</summary>
    internal float Normalise(double value, int channel)
    {
        var ranged = (value / 255 * (Maximum - Minimum)) + Minimum;
        var centred = Mean.IsDefaultOrEmpty ? ranged : ranged - Mean[channel];
        return (float)(Deviation.IsDefaultOrEmpty ? centred : centred / Deviation[channel]);
    }
}
