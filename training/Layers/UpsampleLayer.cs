using System.Numerics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A larger map, each pixel of which is a weighted sum of up to four of the input: the table of weights serves both passes.</summary>
internal sealed class UpsampleLayer<T>(Upsample upsample, TensorType input, TensorType output) : ImageLayer<T>([input.Length], output.Length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (int Target, int Source, T Weight)[] _terms =
    [
        .. from row in Enumerable.Range(0, output.Height)
           from column in Enumerable.Range(0, output.Width)
           from vertical in Terms(row, upsample.Factor.Height, input.Height, upsample.Method)
           from horizontal in Terms(column, upsample.Factor.Width, input.Width, upsample.Method)
           select ((row * output.Width) + column, (vertical.Source * input.Width) + horizontal.Source, T.CreateTruncating(vertical.Weight * horizontal.Weight)),
    ];

    private readonly int _channels = input.Channels;

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        result.Clear();
        foreach (var term in _terms)
        {
            Lanes.AddScaled(term.Weight, source.Slice(term.Source * _channels, _channels), result.Slice(term.Target * _channels, _channels));
        }
    }

    protected override void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target)
    {
        foreach (var term in _terms)
        {
            Lanes.AddScaled(term.Weight, gradient.Slice(term.Target * _channels, _channels), target.Slice(term.Source * _channels, _channels));
        }
    }

    /// <summary>The one or two positions along one axis that make a position of the output.</summary>
    private static IEnumerable<(int Source, double Weight)> Terms(int position, int factor, int length, Interpolation method)
    {
        if (method == Interpolation.Nearest)
        {
            return [(position / factor, 1)];
        }

        var place = Math.Clamp(((position + 0.5) / factor) - 0.5, 0, length - 1);
        var before = (int)place;
        var share = place - before;
        return share == 0 ? [(before, 1)] : [(before, 1 - share), (before + 1, share)];
    }
}
