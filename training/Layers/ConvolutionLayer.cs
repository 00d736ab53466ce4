using System.Buffers;
using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A convolution as one matrix product an image; a pointwise one needs no patches.</summary>
/// <param name="map">The window on the input.</param>
/// <param name="weight">[kernel row][kernel column][input][output].</param>
/// <param name="bias">[output], or null.</param>
internal sealed class ConvolutionLayer<T>(WindowMap map, Parameter<T> weight, Parameter<T>? bias) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Patches _patches = new(map);
    private readonly int _inputLength = map.Input.Length;
    private readonly int _outputLength = map.Output.Length;
    private readonly int _outputs = map.Output.Channels;

    public override IReadOnlyList<Parameter<T>> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override void Forward(Batch batch, T[][] inputs, T[] output) => batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        var scratch = ArrayPool<T>.Shared.Rent(_patches.Length);
        for (var image = begin; image < end; image++)
        {
            var result = output.Image(image, _outputLength);
            Biases.Fill<T>(bias is null ? [] : bias.Values, result, _outputs);
            var rows = Matrix<T>.Rows(Gathered(inputs[0].Image(image, _inputLength), scratch), _patches.Depth);
            Gemm.Accumulate(rows, weight.Values, result, _patches.Depth, _outputs);
        }

        ArrayPool<T>.Shared.Return(scratch);
    });

    public override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients)
    {
        var transposed = Transposition.Of<T>(weight.Values, _outputs);
        batch.Chunks.ForEach(batch.Images, (chunk, begin, end) =>
        {
            var scratch = ArrayPool<T>.Shared.Rent(_patches.Length);
            for (var image = begin; image < end; image++)
            {
                var gradient = outputGradient.Image(image, _outputLength);
                var patches = Gathered(inputs[0].Image(image, _inputLength), scratch);
                Gemm.Accumulate(Matrix<T>.Transposed(patches, _patches.Depth), gradient, weight.Partial(chunk), map.Output.Pixels, _outputs);
                if (bias is not null)
                {
                    Biases.Sum<T>(gradient, bias.Partial(chunk));
                }

                if (inputGradients[0] is { } target)
                {
                    AddInputGradient(gradient, transposed, target.Image(image, _inputLength), scratch);
                }
            }

            ArrayPool<T>.Shared.Return(scratch);
        });
    }

    private ReadOnlySpan<T> Gathered(ReadOnlySpan<T> image, T[] scratch)
    {
        if (map.IsIdentity)
        {
            return image;
        }

        _patches.Gather(image, scratch.AsSpan(0, _patches.Length));
        return scratch.AsSpan(0, _patches.Length);
    }

    private void AddInputGradient(ReadOnlySpan<T> gradient, T[] transposed, Span<T> target, T[] scratch)
    {
        var rows = Matrix<T>.Rows(gradient, _outputs);
        if (map.IsIdentity)
        {
            Gemm.Accumulate(rows, transposed, target, _outputs, _patches.Depth);
            return;
        }

        var patches = scratch.AsSpan(0, _patches.Length);
        patches.Clear();
        Gemm.Accumulate(rows, transposed, patches, _outputs, _patches.Depth);
        _patches.Scatter<T>(patches, target);
    }
}
