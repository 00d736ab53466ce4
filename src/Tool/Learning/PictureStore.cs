using System.Collections.Concurrent;
using MobileNetGen.Imaging;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>
/// The images, decoded: as the network's input for images that stay as they are, and a little larger than that for those that are changed. What fits
/// into a number of bytes is kept, the rest is read again; both give the same. Any number of threads may ask.
/// </summary>
/// <param name="how">How images become the network's input.</param>
/// <param name="isChanged">True if images are to be changed, so that not only inputs are wanted.</param>
/// <param name="isAskedOnce">True if what is handed out once is not asked for again, and need not be kept any longer.</param>
/// <param name="budget">What may be kept.</param>
internal sealed class PictureStore(ImagePreprocessing how, bool isChanged, bool isAskedOnce, MemoryBudget budget)
{
    /// <summary>Of the network's own size, so that a crop need not be enlarged.</summary>
    private const double Spare = 8.0 / 7;

    private readonly ConcurrentDictionary<string, float[]> _inputs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Picture> _pictures = new(StringComparer.Ordinal);

    /// <summary>Takes in an image for the first time, so that it need not be decoded again to be learnt from.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="image">What the file has.</param>
    public void Add(string path, RgbImage image)
    {
        var input = InputOf(image);
        if (isChanged)
        {
            Keep(_pictures, path, PictureOf(image), BytesOf);
        }

        Keep(_inputs, path, input, InputBytes);
    }

    /// <summary>Of images that are changed, which side asks for what is known: lets go of what it will not ask for.</summary>
    public void Divide(IEnumerable<string> learnt, IEnumerable<string> heldOut)
    {
        if (!isChanged)
        {
            return;
        }

        foreach (var path in learnt)
        {
            Drop(_inputs, path, InputBytes);
        }

        foreach (var path in heldOut)
        {
            Drop(_pictures, path, BytesOf);
        }
    }

    /// <summary>The network's input, as inference has it.</summary>
    /// <exception cref="ToolException">The file cannot be read any more.</exception>
    public float[] Input(string path) => Ask(_inputs, path, InputOf, InputBytes);

    /// <summary>The image to be changed.</summary>
    /// <exception cref="ToolException">The file cannot be read any more.</exception>
    public Picture Picture(string path) => Ask(_pictures, path, PictureOf, BytesOf);

    private float[] InputOf(RgbImage image)
    {
        var input = new float[how.Height * how.Width * how.Channels];
        ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, input);
        return input;
    }

    private Picture PictureOf(RgbImage image)
    {
        var scale = Math.Min(1, Spare * Math.Max(how.Height, how.Width) / Math.Min(image.Width, image.Height));
        return new Picture(image.Width, image.Height, image.Pixels.ToArray())
            .Resized(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
    }

    private T Ask<T>(ConcurrentDictionary<string, T> store, string path, Func<RgbImage, T> make, Func<T, long> bytes)
        where T : class => isAskedOnce
            ? Drop(store, path, bytes) ?? make(ReadPictures.Load(path))
            : store.GetValueOrDefault(path) ?? Keep(store, path, make(ReadPictures.Load(path)), bytes);

    private T? Drop<T>(ConcurrentDictionary<string, T> store, string path, Func<T, long> bytes)
        where T : class
    {
        if (!store.TryRemove(path, out var kept))
        {
            return null;
        }

        budget.Give(bytes(kept));
        return kept;
    }

    private T Keep<T>(ConcurrentDictionary<string, T> store, string path, T value, Func<T, long> bytes)
    {
        if (budget.Take(bytes(value)) && !store.TryAdd(path, value))
        {
            budget.Give(bytes(value));
        }

        return value;
    }

    private static long InputBytes(float[] input) => input.LongLength * sizeof(float);

    private static long BytesOf(Picture picture) => picture.Pixels.LongLength;
}
