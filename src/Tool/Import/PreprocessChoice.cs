using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <summary>How bytes of an image become the input: a range, and a mean and deviation for each channel; or nothing is said.</summary>
internal sealed record PreprocessChoice(double Low, double High, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>The order of the channels, where it is not that of their number.</summary>
    public string? Order { get; init; }

    /// <summary>What a network takes that knows no images, or whose file and user say nothing.</summary>
    public static readonly PreprocessChoice None = new(0, 0, [], []);

    /// <summary>Keras' and TensorFlow's for MobileNets: from −1 to 1.</summary>
    public static readonly PreprocessChoice Keras = new(-1, 1, [], []);

    /// <summary>From 0 to 1.</summary>
    public static readonly PreprocessChoice Unit = new(0, 1, [], []);

    /// <summary>Bytes as they are.</summary>
    public static readonly PreprocessChoice Bytes = new(0, 255, [], []);

    /// <summary>From 0 to 1, then ImageNet's means and deviations.</summary>
    public static readonly PreprocessChoice Torchvision = new(0, 1, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>The names that the command line knows.</summary>
    public static readonly IReadOnlyDictionary<string, PreprocessChoice> Named = new Dictionary<string, PreprocessChoice>(StringComparer.Ordinal)
    {
        ["keras"] = Keras,
        ["torchvision"] = Torchvision,
        ["unit"] = Unit,
        ["bytes"] = Bytes,
        ["none"] = None,
    };

    /// <summary>As a description has it, or null for nothing.</summary>
    public string? Json(int channels)
    {
        if (Low == High || channels is not (1 or 3))
        {
            return null;
        }

        var line = new JsonLine().With("resize", "bilinear").With("order", Order ?? (channels == 1 ? "gray" : "rgb")).With("range", [Low, High]);
        if (Mean.Count == channels)
        {
            line.With("mean", Mean).With("deviation", Deviation);
        }

        return line.ToString();
    }
}
