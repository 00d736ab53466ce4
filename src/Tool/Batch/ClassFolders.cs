using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Batch;

/// <summary>A folder of images. Where each folder in it that has images is called as a class is, its images are known to show that class.</summary>
internal sealed class ClassFolders
{
    private readonly string _folder;
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

    /// <exception cref="ToolException">There is no image in it.</exception>
    public ClassFolders(string folder, ClassNames classes, Terminal terminal)
    {
        _folder = folder;
        if (!FolderWalk.Images(folder).Any())
        {
            throw new ToolException($"the folder {folder} has no image; {string.Join(", ", Imaging.ImageFile.Extensions)} files are accepted.");
        }

        var others = new List<string>();
        foreach (var inner in FolderWalk.Folders(folder).Where(inner => FolderWalk.Images(inner).Any()))
        {
            if (classes.Find(Path.GetFileName(inner)) is { } found)
            {
                _classes.Add(inner, found);
            }
            else
            {
                others.Add(inner);
            }
        }

        if (others.Count > 0 && _classes.Count > 0)
        {
            terminal.Warning($"{_classes.Count} of the folders in {folder} are called as classes of the network are, and {others.Count} are not, such as "
                + $"{others[0]}: what their images show is not taken from them. {classes.Accepted} is accepted.");
            _classes.Clear();
        }
    }

    public IEnumerable<ListedImage> Images()
    {
        var (at, truth) = ("", (int?)null);
        foreach (var image in FolderWalk.Images(_folder))
        {
            if (FirstFolder(image) is var inner && inner != at)
            {
                (at, truth) = (inner, _classes.TryGetValue(inner, out var found) ? found : null);
            }

            yield return new ListedImage(image, image, truth);
        }
    }

    private string FirstFolder(string image)
    {
        var begin = Path.Combine(_folder, "x").Length - 1;
        var end = image.AsSpan(begin).IndexOf(Path.DirectorySeparatorChar);
        return end < 0 ? "" : image[..(begin + end)];
    }
}
