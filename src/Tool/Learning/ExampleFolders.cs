using MobileNetGen.Tool.Batch;

namespace MobileNetGen.Tool.Learning;

/// <summary>A folder for each class, with its images in it and in folders within.</summary>
internal static class ExampleFolders
{
    /// <exception cref="ToolException">There are fewer than two classes, one has no image, or an image is in none.</exception>
    public static IReadOnlyList<Example> List(string data)
    {
        if (!Directory.Exists(data))
        {
            throw new ToolException($"{data} is no folder; one with a folder of images for each class is accepted, or one of images with --labels FILE.csv.");
        }

        if (FolderWalk.Files(data).FirstOrDefault(ImageSource.IsImage) is { } loose)
        {
            throw new ToolException($"{loose} lies beside the folders of classes; put each image into the folder of its class, or say with --labels FILE.csv "
                + "what images show.");
        }

        var classes = FolderWalk.Folders(data).Where(folder => !Path.GetFileName(folder).StartsWith('.')).ToList();
        if (classes.Count < 2)
        {
            throw new ToolException($"{data} has {(classes.Count == 0 ? "no folder" : $"one folder, {classes[0]}")}; "
                + "a folder of images for each of two classes or more is accepted.");
        }

        var examples = new List<Example>();
        foreach (var folder in classes)
        {
            var before = examples.Count;
            examples.AddRange(FolderWalk.Images(folder).Select(image => new Example(Path.GetRelativePath(data, image), image, Path.GetFileName(folder))));
            if (examples.Count == before)
            {
                throw new ToolException($"the folder {folder} has no image; {string.Join(", ", Imaging.ImageFile.Extensions)} files are accepted. "
                    + "Put images of the class there, or take the folder away.");
            }
        }

        return examples;
    }
}
