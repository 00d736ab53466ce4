using MobileNetGen.Generator.Description;
using MobileNetGen.Networks.Writing;

namespace MobileNetGen.Networks;

/// <summary>How bytes of an image become the input: resized, brought to a range, with a mean and deviation for each channel; or nothing is said.</summary>
/// <param name="Low">What the byte 0 becomes.</param>
/// <param name="High">What the byte 255 becomes; the same as <paramref name="Low"/> where nothing is said.</param>
/// <param name="Mean">Subtracted after the range, in the order of the channels: one number for all of them, three, or none.</param>
/// <param name="Deviation">Divided by after the mean, as many numbers.</param>
internal sealed record PreprocessChoice(double Low, double High, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>What a network takes that knows no images, or whose file and user say nothing.</summary>
    public static readonly PreprocessChoice None = new(0, 0, [], []);

    /// <summary>Keras' and TensorFlow's for MobileNets: from −1 to 1.</summary>
    public static readonly PreprocessChoice Keras = new(-1, 1, [], []);

    /// <summary>From 0 to 1.</summary>
    public static readonly PreprocessChoice Unit = new(0, 1, [], []);

    /// <summary>Bytes as they are.</summary>
    public static readonly PreprocessChoice Bytes = new(0, 255, [], []);

    /// <summary>From 0 to 1, then ImageNet's means and deviations.</summary>
    public static readonly PreprocessChoice ImageNet = new(0, 1, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>The order of the channels, where it is not that of their number: <c>bgr</c> for blue first.</summary>
    public string? Order { get; init; }

    public ImageResize Resize { get; init; } = ImageResize.Stretched;

    /// <summary>What a description says.</summary>
    public static PreprocessChoice Of(Preprocessing said) => new(said.Minimum, said.Maximum, [.. said.Mean], [.. said.Deviation])
    {
        Order = said.Order,
        Resize = ImageResize.Of(said),
    };

    /// <summary>Between which numbers the input lies; null where nothing is said.</summary>
    public (double Min, double Max)? Range
    {
        get
        {
            if (Low == High)
            {
                return null;
            }

            double[] ends = [.. new[] { Low, High }.SelectMany(end => Enumerable.Range(0, Math.Max(1, Math.Max(Mean.Count, Deviation.Count)))
                .Select(channel => (end - Mean.ElementAtOrDefault(channel)) / (Deviation.Count > 0 ? Deviation[channel] : 1)))];
            return (ends.Min(), ends.Max());
        }
    }

    /// <summary>As a description has it for an input of that size, or null for nothing.</summary>
    /// <exception cref="ToolException">It does not fit the input.</exception>
    public string? Json(int height, int width, int channels)
    {
        if (Low == High || channels is not (1 or 3))
        {
            return null;
        }

        if (channels == 1 && (Order is "bgr" or "rgb" || Mean.Distinct().Count() > 1 || Deviation.Distinct().Count() > 1))
        {
            throw new ToolException(
                "the preprocessing has an order, a mean or a deviation for red, green and blue, and the network has one channel; "
                + "keras, unit, bytes and others with one range for all are accepted.");
        }

        var line = new JsonLine();
        Resize.Write(line, height, width);
        line.With("order", Order ?? (channels == 1 ? "gray" : "rgb")).With("range", [Low, High]);
        foreach (var (key, numbers) in new[] { ("mean", Mean), ("deviation", Deviation) })
        {
            if (numbers.Count > 0)
            {
                line.With(key, numbers.Count == channels ? numbers : Enumerable.Repeat(numbers[0], channels));
            }
        }

        return line.ToString();
    }
}
