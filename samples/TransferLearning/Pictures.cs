using MobileNetGen.Imaging;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>An image that is decoded when it is wanted.</summary>
/// <param name="Label">The name of its class.</param>
/// <param name="Load">Decodes it.</param>
internal sealed record Picture(string Label, Func<RgbImage> Load);

/// <summary>Images to learn from.</summary>
internal static class Pictures
{
    /// <summary>Images in a folder for each class.</summary>
    /// <exception cref="InvalidDataException">There are fewer than two classes.</exception>
    public static IReadOnlyList<Picture> InFolder(string folder)
    {
        var pictures = Directory.GetDirectories(folder)
            .SelectMany(Directory.GetFiles)
            .Where(file => ImageFile.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => new Picture(Path.GetFileName(Path.GetDirectoryName(file)!), () => Load(file)))
            .ToList();
        return pictures.DistinctBy(picture => picture.Label).Count() > 1
            ? pictures
            : throw new InvalidDataException($"{folder} has no two folders of images; one for each class is accepted, with {Endings} files.");
    }

    /// <summary>A file, with its name in what is said of it.</summary>
    /// <exception cref="InvalidDataException">It is no image that can be decoded.</exception>
    public static RgbImage Load(string file)
    {
        try
        {
            return ImageFile.Load(file);
        }
        catch (InvalidImageException wrong)
        {
            throw new InvalidDataException($"{file}: {wrong.Message}", wrong);
        }
    }

    private static string Endings => string.Join(", ", ImageFile.Extensions);
}
