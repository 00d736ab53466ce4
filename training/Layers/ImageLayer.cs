using System.Numerics;

namespace MobileNetGen.Training.Layers;

/// <summary>A layer without parameters that looks at one image at a time.</summary>
/// <param name="inputLengths">Elements of an image of each input.</param>
/// <param name="outputLength">Elements of an image of the output.</param>
internal abstract class ImageLayer<T>(IReadOnlyList<int> inputLengths, int outputLength) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public sealed override void Forward(Batch batch, T[][] inputs, T[] output) => batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        for (var image = begin; image < end; image++)
        {
            var result = output.Image(image, outputLength);
            for (var input = 0; input < inputs.Length; input++)
            {
                Forward(batch, image, input, inputs[input].Image(image, inputLengths[input]), result);
            }
        }
    });

    public sealed override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients) =>
        batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        for (var image = begin; image < end; image++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                if (inputGradients[input] is { } target)
                {
                    var length = inputLengths[input];
                    Backward(
                        batch,
                        image,
                        input,
                        inputs[input].Image(image, length),
                        output.Image(image, outputLength),
                        outputGradient.Image(image, outputLength),
                        target.Image(image, length));
                }
            }
        }
    });

    /// <summary>Writes what an input gives to an image of the output; inputs come in their order.</summary>
    protected abstract void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result);

    /// <summary>Adds what an image of the output's gradient means for an input.</summary>
    protected abstract void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target);
}
