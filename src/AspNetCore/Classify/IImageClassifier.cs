namespace MobileNetGen.AspNetCore.Classify;

/// <summary>A model that says what an image shows.</summary>
internal interface IImageClassifier
{
    /// <summary>Labels of the whole image, or boxes with labels where the network detects.</summary>
    /// <param name="file">The image as a file.</param>
    /// <param name="top">How many are wanted; null for five labels, and for all boxes.</param>
    /// <param name="threshold">How much they score at least.</param>
    /// <exception cref="InferenceException">The image is none, or larger than is allowed.</exception>
    ClassifyAnswer Classify(ReadOnlyMemory<byte> file, int? top, float threshold);
}
