using MobileNetGen.CommandLine;
using MobileNetGen.Imaging;

namespace MobileNetGen.Tool.Batch;

/// <summary>
/// The images that a user names, in one order wherever and by however many they are read. They are listed anew each time, and never held
/// together: of folders only the names in one of them, of manifests only the line.
/// </summary>
internal static class ImageSource
{
    /// <param name="named">Folders, names with <c>*</c>, <c>?</c> and <c>**</c>, manifests and images.</param>
    /// <param name="root">The folder that names in manifests start from; that of the manifest, if it is null.</param>
    /// <param name="classes">What folders and lines of manifests may say of an image.</param>
    /// <param name="terminal">Where it is said that folders look like classes and are none.</param>
    /// <exception cref="ToolException">A name stands for nothing.</exception>
    public static IEnumerable<ListedImage> Of(IReadOnlyList<string> named, string? root, ClassNames classes, Terminal terminal)
    {
        var sources = named.Select(name => One(name, root, classes, terminal)).ToList();
        return sources.SelectMany(source => source);
    }

    private static IEnumerable<ListedImage> One(string named, string? root, ClassNames classes, Terminal terminal)
    {
        if (Directory.Exists(named))
        {
            return new ClassFolders(named, classes, terminal).Images();
        }

        if (PathPattern.IsOne(named) && !File.Exists(named))
        {
            return new PathPattern(named).Files().Select(file => new ListedImage(file, file, null));
        }

        InputFile.Require(named);
        var folder = root ?? Path.GetDirectoryName(named)!;
        return IsImage(named) ? [new ListedImage(named, named, null)]
            : Path.GetExtension(named).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? LabelledManifest.Images(named, folder, classes)
            : Manifest.Images(named, folder);
    }

    /// <summary>True for the usual endings of images.</summary>
    public static bool IsImage(string path) => ImageFile.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
