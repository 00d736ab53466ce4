using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Padding as an operator of its own.</summary>
internal static class Paddings
{
    /// <summary>The widest margin that is accepted on a side.</summary>
    public const int MaxPixels = 1024;

    /// <summary>The margins that a window has on each side.</summary>
    /// <exception cref="ToolException">One is negative, or wider than is accepted.</exception>
    public static Padding Of(int top, int bottom, int left, int right) => new[] { top, bottom, left, right }.All(pixels => pixels is >= 0 and <= MaxPixels)
        ? Padding.Of(new Margins(top, bottom, left, right))
        : throw new ToolException($"its padding is {top}, {bottom}, {left}, {right} at the top, bottom, left and right; 0 to {MaxPixels} are accepted.");

    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">A map.</param>
    /// <param name="before">Elements before, for each axis.</param>
    /// <param name="after">Elements after, for each axis.</param>
    /// <param name="value">What the new elements are.</param>
    /// <param name="order">Where the model has the channels.</param>
    public static Value Pad(GraphSketch sketch, string name, Value input, IReadOnlyList<int> before, IReadOnlyList<int> after, double value, AxisOrder order)
    {
        if (before.Concat(after).All(pixels => pixels == 0))
        {
            return input;
        }

        var map = Views.ToMap(sketch, input, order);
        var (rows, columns, channels) = order == AxisOrder.Nhwc ? (1, 2, 3) : (2, 3, 1);
        if (before.Count != 4 || after.Count != 4 || before.Concat(after).Any(pixels => pixels is < 0 or > MaxPixels) || before[0] + after[0] > 0)
        {
            throw new ToolException($"a padding of [{string.Join(", ", before)}] before and [{string.Join(", ", after)}] after {input.DisplayShape} is not "
                + $"supported; of rows, columns and channels, up to {MaxPixels}, it is.");
        }

        var margins = new Margins(before[rows], after[rows], before[columns], after[columns]);
        if (before[channels] + after[channels] == 0)
        {
            return Views.OfMap(sketch, sketch.Add(name, new Pad(margins, value), [map]), order);
        }

        return margins.IsNone && value == 0
            ? Views.OfMap(sketch, Channels(sketch, name, map, before[channels], after[channels]), order)
            : throw new ToolException($"a padding of channels with {value}, or of pixels as well, is not supported; of channels alone with 0, it is.");
    }

    /// <summary>Channels of zeros, as a convolution of one pixel that passes the others on unchanged.</summary>
    private static int Channels(GraphSketch sketch, string name, int map, int before, int after)
    {
        var channels = sketch.TypeOf(map).Channels;
        var filters = before + channels + after;
        var kernel = new float[Constant.LengthOf([filters, channels])];
        for (var channel = 0; channel < channels; channel++)
        {
            kernel[((before + channel) * channels) + channel] = 1;
        }

        var weights = new Dictionary<string, Tensor> { ["weight"] = new Tensor([filters, channels, 1, 1], kernel) };
        return sketch.Add(name, new Convolution(new Window(Extent.One, Extent.One, Extent.One, Padding.Valid), filters, false), [map], weights);
    }
}
