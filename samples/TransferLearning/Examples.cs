using MobileNetGen.Imaging;
using MobileNetGen.Sample;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>An image as the backbone sees it, and the number of its class.</summary>
internal sealed record Example(float[] Embedding, int Class);

/// <summary>Images in a folder for each class.</summary>
internal static class Examples
{
    /// <summary>Reads and embeds all images; classes are numbered in the order of their names.</summary>
    /// <exception cref="SampleException">There is another number of classes than the head has, or one without images.</exception>
    public static (IReadOnlyList<Example> Examples, IReadOnlyList<string> Classes) Load(string folder)
    {
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToArray();
        if (classes.Length != Head.OutputLength)
        {
            throw new SampleException($"{folder}: {classes.Length} folders of images; head.json is for {Head.OutputLength} classes");
        }

        using var embedder = new Embedder();
        var examples = new List<Example>();
        for (var number = 0; number < classes.Length; number++)
        {
            var images = Directory.GetFiles(classes[number])
                .Where(file => ImageFile.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (images.Length == 0)
            {
                throw new SampleException($"{classes[number]}: no images; {string.Join(", ", ImageFile.Extensions)} are read");
            }

            examples.AddRange(images.Select(image => new Example(embedder.Embed(image), number)));
        }

        return (examples, [.. classes.Select(name => Path.GetFileName(name))]);
    }
}
