using System.Collections.Immutable;

namespace MobileNetGen;

/// <summary>How an image changes its size.</summary>
public enum ResizeMethod
{
    /// <summary>Between the four nearest pixels, with half-pixel centres: TensorFlow's <c>tf.image.resize</c>, without antialias.</summary>
    Bilinear,

    /// <summary>A triangle filter that widens when the image shrinks, rounded to 8 bits: Pillow's <c>Image.BILINEAR</c>.</summary>
    BilinearAntialias,

    /// <summary>The same with a cubic filter: Pillow's <c>Image.BICUBIC</c>.</summary>
    BicubicAntialias,
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
/// How 8-bit pixels become a network's input: crop, channel order, resize, then
/// <c>(v / 255 · (high − low) + low − mean) / deviation</c>.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>Rows of the input.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the input.</summary>
    public required int Width { get; init; }

    /// <summary>Channels of the input: 1 for gray, else 3.</summary>
    public required int Channels { get; init; }

    /// <summary>How the image changes its size.</summary>
    public ResizeMethod Resize { get; init; }

    /// <summary>The share of the largest centred window with the input's proportions that is kept; 0 keeps and stretches all of the image.</summary>
    public double Crop { get; init; }

    /// <summary>What the channels are.</summary>
    public ChannelOrder Order { get; init; }

    /// <summary>What the byte 0 becomes.</summary>
    public double RangeLow { get; init; }

    /// <summary>What the byte 255 becomes.</summary>
    public double RangeHigh { get; init; } = 1;

    /// <summary>Subtracted from each channel; empty for nothing.</summary>
    public ImmutableArray<double> Mean { get; init; } = [];

    /// <summary>Divides each channel; empty for nothing.</summary>
    public ImmutableArray<double> Deviation { get; init; } = [];

    /// <summary>The float that a byte, or what resizing made of bytes, becomes in a channel.</summary>
    internal float Normalise(double value, int channel)
    {
        var ranged = (value / 255 * (RangeHigh - RangeLow)) + RangeLow;
        var centred = Mean.IsDefaultOrEmpty ? ranged : ranged - Mean[channel];
        return (float)(Deviation.IsDefaultOrEmpty ? centred : centred / Deviation[channel]);
    }
}
