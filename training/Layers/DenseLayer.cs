using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A fully connected layer: the images of a chunk are the rows of one matrix.</summary>
/// <param name="inputCount">Length of an input vector.</param>
/// <param name="units">Length of an output vector.</param>
/// <param name="weight">[input][unit].</param>
/// <param name="bias">[unit], or null.</param>
internal sealed class DenseLayer<T>(int inputCount, int units, Parameter<T> weight, Parameter<T>? bias) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override IReadOnlyList<Parameter<T>> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override void Forward(Batch batch, T[][] inputs, T[] output) => batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        var result = output.Run(begin, end, units);
        Biases.Fill<T>(bias is null ? [] : bias.Values, result, units);
        Gemm.Accumulate(Matrix<T>.Rows(inputs[0].Run(begin, end, inputCount), inputCount), weight.Values, result, inputCount, units);
    });

    public override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients)
    {
        var transposed = Transposition.Of<T>(weight.Values, units);
        batch.Chunks.ForEach(batch.Images, (chunk, begin, end) =>
        {
            var gradient = outputGradient.Run(begin, end, units);
            Gemm.Accumulate(Matrix<T>.Transposed(inputs[0].Run(begin, end, inputCount), inputCount), gradient, weight.Partial(chunk), end - begin, units);
            if (bias is not null)
            {
                Biases.Sum<T>(gradient, bias.Partial(chunk));
            }

            if (inputGradients[0] is { } target)
            {
                Gemm.Accumulate(Matrix<T>.Rows(gradient, units), transposed, target.Run(begin, end, inputCount), units, inputCount);
            }
        });
    }
}
