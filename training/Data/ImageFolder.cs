using MobileNetGen.Imaging;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;

namespace MobileNetGen.Training.Data;

/// <summary>Pictures in one folder for each class, prepared as a description says.</summary>
internal static class ImageFolder
{
    /// <exception cref="InvalidDataException">There are no classes, no pictures, or a picture cannot be decoded.</exception>
    public static LabelledImages Load(string folder, ImagePreprocessing how)
    {
        string[] classes = [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        var (pixels, labels) = (new List<float[]>(), new List<int>());
        for (var label = 0; label < classes.Length; label++)
        {
            var files = Directory.EnumerateFiles(Path.Combine(folder, classes[label]))
                .Where(file => ImageFile.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal);
            foreach (var file in files)
            {
                pixels.Add(Decode(file, how));
                labels.Add(label);
            }
        }

        if (labels.Distinct().Count() < 2)
        {
            throw new InvalidDataException($"{folder} has pictures of {labels.Distinct().Count()} classes; it takes at least two folders with "
                + $"{string.Join(", ", ImageFile.Extensions)} files, each named as its class.");
        }

        return new LabelledImages(new TensorShape(how.Height, how.Width, how.Channels), pixels, labels, classes);
    }

    /// <summary>Holds out the last pictures of each class, in the order of a shuffle that the seed fixes.</summary>
    public static (LabelledImages Training, LabelledImages HeldOut) Split(LabelledImages images, double share, int seed)
    {
        var order = SplitMix64.For(seed, images.Count).Permutation(images.Count);
        var held = new HashSet<int>(order.GroupBy(index => images.Labels[index]).SelectMany(members => members.Take((int)Math.Round(members.Count() * share))));
        return (images.Where(index => !held.Contains(index)), images.Where(held.Contains));
    }

    private static float[] Decode(string file, ImagePreprocessing how)
    {
        try
        {
            var image = ImageFile.Load(file);
            var pixels = new float[how.Height * how.Width * how.Channels];
            ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, pixels);
            return pixels;
        }
        catch (InvalidImageException error)
        {
            throw new InvalidDataException($"{file}: {error.Message}", error);
        }
    }
}
