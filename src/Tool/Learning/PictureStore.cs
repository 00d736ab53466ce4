namespace MobileNetGen.Tool.Learning;

/// <summary>
/// The images, decoded: as the network's input for images that stay as they are, and a little larger than that for those that are changed. What fits
/// into a number of bytes is kept, the rest is read again each time; both give the same.
/// </summary>
internal sealed class PictureStore(IReadOnlyList<Example> examples, ImagePreprocessing how, MemoryBudget budget)
{
    /// <summary>Of the network's own size, so that a crop need not be enlarged.</summary>
    private const double Spare = 8.0 / 7;

    private readonly float[]?[] _inputs = new float[]?[examples.Count];
    private readonly Picture?[] _pictures = new Picture?[examples.Count];

    /// <summary>The network's input, as inference has it.</summary>
    public float[] Input(int example)
    {
        if (_inputs[example] is { } kept)
        {
            return kept;
        }

        var image = ReadPictures.Load(examples[example].Path);
        var input = new float[how.Height * how.Width * how.Channels];
        ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, input);
        _inputs[example] = budget.Take(input.LongLength * sizeof(float)) ? input : null;
        return input;
    }

    /// <summary>The image to be changed.</summary>
    public Picture Picture(int example)
    {
        if (_pictures[example] is { } kept)
        {
            return kept;
        }

        var image = ReadPictures.Load(examples[example].Path);
        var scale = Math.Min(1, Spare * Math.Max(how.Height, how.Width) / Math.Min(image.Width, image.Height));
        var picture = new Picture(image.Width, image.Height, image.Pixels.ToArray())
            .Resized(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        _pictures[example] = budget.Take(picture.Pixels.LongLength) ? picture : null;
        return picture;
    }
}

/// <summary>Bytes that may be kept, for all who keep some.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>True, once, for bytes that are left.</summary>
    public bool Take(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, count);
        return false;
    }
}
