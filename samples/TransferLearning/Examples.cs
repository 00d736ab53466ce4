using System.Security.Cryptography;
using MobileNetGen.Training;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>What the backbone knows of an image, and the number of its class.</summary>
internal sealed record Example(float[] Features, int Class, string Hash);

/// <summary>Examples for the training loop. The backbone stays as it is, so that it runs once for each image and not once for each epoch.</summary>
internal sealed class Examples(IReadOnlyList<Example> examples, int classes) : TrainingExamples
{
    private readonly CrossEntropyLoss _loss = new();

    public override int Count => examples.Count;

    /// <summary>Decodes images and runs the backbone on them, on all cores.</summary>
    public static IReadOnlyList<Example> Of(IReadOnlyList<Picture> pictures, string[] classes, FeatureReader reader) =>
    [
        .. pictures.AsParallel().AsOrdered().Select(picture =>
        {
            var image = picture.Load();
            return new Example(reader.Read(image), Array.IndexOf(classes, picture.Label), Convert.ToHexStringLower(SHA256.HashData(image.Pixels)));
        }),
    ];

    /// <summary>
    /// Holds out a fifth of each class, one of two or more at least, by the hashes of the pixels: neither names nor order decide, and copies of an image
    /// are never on both sides.
    /// </summary>
    public static (IReadOnlyList<Example> Learnt, IReadOnlyList<Example> HeldOut) Split(IReadOnlyList<Example> examples)
    {
        var heldOut = examples.GroupBy(example => example.Class)
            .Select(group => group.Select(example => example.Hash).Distinct().Order(StringComparer.Ordinal).ToList())
            .SelectMany(hashes => hashes.Take(Math.Max(hashes.Count / 5, Math.Min(hashes.Count - 1, 1))))
            .ToHashSet(StringComparer.Ordinal);
        return ([.. examples.Where(example => !heldOut.Contains(example.Hash))], [.. examples.Where(example => heldOut.Contains(example.Hash))]);
    }

    public override void Read(IReadOnlyList<int> numbers, int epoch, Span<float> inputs)
    {
        for (var index = 0; index < numbers.Count; index++)
        {
            examples[numbers[index]].Features.CopyTo(inputs[(index * Head.InputLength)..]);
        }
    }

    public override LossResult Loss(IReadOnlyList<int> numbers, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        // The first outputs are the classes; the others have no loss, and stay as they began.
        var (scores, slopes) = (new float[numbers.Count * classes], new float[numbers.Count * classes]);
        for (var index = 0; index < numbers.Count; index++)
        {
            outputs.Slice(index * Head.OutputLength, classes).CopyTo(scores.AsSpan(index * classes));
        }

        var result = _loss.Apply(scores, [.. numbers.Select(number => examples[number].Class)], slopes);
        gradient.Clear();
        for (var index = 0; index < numbers.Count; index++)
        {
            slopes.AsSpan(index * classes, classes).CopyTo(gradient[(index * Head.OutputLength)..]);
        }

        return result;
    }
}
