using MobileNetGen.Imaging;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>Reads every image once, before anything is learnt: what cannot be read is left out and listed.</summary>
internal static class ReadPictures
{
    /// <param name="examples">The images.</param>
    /// <param name="pictures">What keeps them for learning.</param>
    /// <param name="threads">How many are read at the same time.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>For each its hash, or why it cannot be read.</returns>
    public static IReadOnlyList<(string? Hash, string? Problem)> All(
        IReadOnlyList<Example> examples, PictureStore pictures, int threads, CancellationToken stop)
    {
        var results = new (string? Hash, string? Problem)[examples.Count];
        Parallel.For(0, examples.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, index =>
            results[index] = One(examples[index].Path, pictures));
        return results;
    }

    /// <summary>An image with what is transparent on white.</summary>
    /// <exception cref="ToolException">It cannot be read any more.</exception>
    public static RgbImage Load(string path)
    {
        try
        {
            return ImageFile.Load(path).Over(byte.MaxValue, byte.MaxValue, byte.MaxValue);
        }
        catch (Exception wrong) when (wrong is InvalidImageException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} was read before, and cannot be any more: {wrong.Message}");
        }
    }

    private static (string? Hash, string? Problem) One(string path, PictureStore pictures)
    {
        try
        {
            InputFile.RequireRegular(path, ImageLimits.Default.MaxFileBytes);
            var bytes = File.ReadAllBytes(path);
            pictures.Add(path, ImageFile.Decode(bytes).Over(byte.MaxValue, byte.MaxValue, byte.MaxValue));
            return (Sha256.Of(bytes), null);
        }
        catch (Exception wrong) when (wrong is ToolException or InvalidImageException or IOException or UnauthorizedAccessException
            or ArgumentException { ParamName: "pixels" })
        {
            return (null, wrong.Message);
        }
    }
}
