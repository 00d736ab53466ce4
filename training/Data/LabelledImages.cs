namespace MobileNetGen.DigitTraining.Data;

/// <summary>Images as a network takes them, each with the number of its class.</summary>
/// <param name="Type">Height, width and channels of every image.</param>
/// <param name="Pixels">Elements of each image.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Classes">The names of the classes.</param>
internal sealed record LabelledImages(TensorShape Type, IReadOnlyList<float[]> Pixels, IReadOnlyList<int> Labels, IReadOnlyList<string> Classes)
{
    public int Count => Pixels.Count;

    /// <summary>The images whose numbers pass.</summary>
    public LabelledImages Where(Func<int, bool> passes)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(passes)];
        return this with { Pixels = [.. kept.Select(index => Pixels[index])], Labels = [.. kept.Select(index => Labels[index])] };
    }

    /// <summary>Every image with light and dark exchanged, for images between 0 and 1.</summary>
    public LabelledImages Inverted() => this with { Pixels = [.. Pixels.Select(image => image.Select(value => 1 - value).ToArray())] };
}

/// <summary>Images that training never sees, and what they are called in the report.</summary>
internal sealed record HeldOut(string Name, LabelledImages Images);
