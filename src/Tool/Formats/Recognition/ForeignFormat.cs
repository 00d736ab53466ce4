namespace MobileNetGen.Tool.Formats.Recognition;

/// <summary>A kind of file that holds no network that is read.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Way">What to do instead: the line to type where the file is from.</param>
/// <param name="Is">True for a file of that kind.</param>
internal sealed record ForeignFormat(string Name, string Way, Func<FileSample, bool> Is)
{
    /// <summary>Refuses a file of another kind under its own name.</summary>
    /// <exception cref="ToolException">It is one.</exception>
    public static void Refuse(FileSample sample)
    {
        if (ForeignFormats.All.FirstOrDefault(format => format.Is(sample)) is { } found)
        {
            throw new ToolException($"this is {found.Name}, which holds no network that is read: {found.Way}.");
        }

        if (sample.IsFolder)
        {
            var model = sample.Listed(".onnx", ".tflite", ".keras", ".h5", ".safetensors", ".pth");
            throw new ToolException($"a folder stands where a file is accepted{(model is null ? "" : $"; it has {model}")}.");
        }
    }
}
