using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>What a file says of how pictures become its input, in the words of Windows' machine learning, which Custom Vision writes.</summary>
internal static class OnnxPreprocess
{
    private const string Format = "Image.BitmapPixelFormat";
    private const string Range = "Image.NominalPixelRange";

    /// <summary>What is said, or null.</summary>
    /// <param name="model">The model.</param>
    /// <param name="notes">Where it comes from is added.</param>
    /// <exception cref="ToolException">What is said is not known.</exception>
    public static PreprocessChoice? Of(ModelProto model, List<string> notes)
    {
        var said = model.MetadataProps.Where(entry => entry.Key is Format or Range)
            .GroupBy(entry => entry.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        if (!said.TryGetValue(Format, out var format) || !said.TryGetValue(Range, out var range))
        {
            return null;
        }

        var choice = range switch
        {
            "NominalRange_0_255" => PreprocessChoice.Bytes,
            "Normalized_0_1" => PreprocessChoice.Unit,
            "Normalized_1_1" => PreprocessChoice.Keras,
            _ => throw Unknown(Range, range, "NominalRange_0_255, Normalized_0_1 and Normalized_1_1"),
        };
        var order = format switch
        {
            "Rgb8" => "rgb",
            "Bgr8" => "bgr",
            "Gray8" => "gray",
            _ => throw Unknown(Format, format, "Rgb8, Bgr8 and Gray8"),
        };
        notes.Add($"images become the input as the file's metadata say: {Format} {format}, {Range} {range}");
        return choice with { Order = order };
    }

    private static ToolException Unknown(string key, string value, string accepted) => new($"the file's metadata say {key} {value}; {accepted} are accepted.");
}
