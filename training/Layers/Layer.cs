using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>What is the same for all layers while one batch goes through.</summary>
/// <param name="Images">Images of the batch.</param>
/// <param name="Training">True if batch statistics and dropout are at work.</param>
/// <param name="Step">Counts batches; dropout takes another mask for each.</param>
/// <param name="Chunks">Splits the images among threads.</param>
internal sealed record Batch(int Images, bool Training, int Step, Chunks Chunks);

/// <summary>
/// One operation of the graph with its two passes. Tensors are image × height × width × channel, the channel innermost.
/// </summary>
internal abstract class Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the optimiser changes.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>What training measures and the weights file holds besides.</summary>
    public virtual IReadOnlyList<Statistic<T>> Statistics => [];

    public abstract void Forward(Batch batch, T[][] inputs, T[] output);

    /// <summary>
    /// Adds to the gradients of the inputs and of the parameters. An input whose gradient nobody needs has null.
    /// </summary>
    public abstract void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients);
}

internal static class Images
{
    /// <summary>One image of a batch.</summary>
    public static Span<T> Image<T>(this T[] tensor, int image, int length) => tensor.AsSpan(image * length, length);

    /// <summary>A run of images of a batch.</summary>
    public static Span<T> Run<T>(this T[] tensor, int begin, int end, int length) => tensor.AsSpan(begin * length, (end - begin) * length);
}
