using MobileNetGen.Imaging;
using MobileNetGen.Sample.Hosting;

namespace MobileNetGen.Sample.Commands;

/// <summary>An image whose class is known.</summary>
internal sealed record LabelledFile(string Path, int Class);

/// <summary>A known class, and the best five that the network named.</summary>
internal sealed record Answer(int Class, IReadOnlyList<int> Best);

/// <summary>Finds images in a folder for each class.</summary>
internal static class LabelledFiles
{
    /// <exception cref="SampleException">A folder's name is no class, or there are no images.</exception>
    public static IReadOnlyList<LabelledFile> Find(DirectoryInfo folder, Classifier classifier)
    {
        if (!folder.Exists)
        {
            throw new SampleException($"{folder}: there is no such folder");
        }

        var files = new List<LabelledFile>();
        foreach (var directory in folder.EnumerateDirectories().OrderBy(directory => directory.Name, StringComparer.Ordinal))
        {
            var found = classifier.Find(directory.Name)
                ?? throw new SampleException(
                    $"{directory}: \"{directory.Name}\" is no class of the network; a label or a number from 0 to {classifier.Classes - 1} is accepted");
            files.AddRange(directory.EnumerateFiles()
                .Where(file => ImageFile.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new LabelledFile(file.FullName, found)));
        }

        return files.Count > 0
            ? files
            : throw new SampleException($"{folder}: no images; a folder for each class with {string.Join(", ", ImageFile.Extensions)} files is accepted");
    }
}
