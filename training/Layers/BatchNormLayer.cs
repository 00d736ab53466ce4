using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>
/// Batch normalisation over images and pixels, with the batch's own statistics in training and the running ones otherwise.
/// Ioffe and Szegedy, arXiv:1502.03167.
/// </summary>
internal sealed class BatchNormLayer<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What a batch changes of the running statistics.</summary>
    public const double Momentum = 0.1;

    private readonly int _length;
    private readonly int _channels;
    private readonly T _epsilon;
    private readonly Parameter<T> _gamma;
    private readonly Parameter<T> _beta;
    private readonly T[] _runningMean;
    private readonly T[] _runningVariance;

    /// <summary>Of the batch that went forward last: what its backward pass needs.</summary>
    private readonly T[] _mean;
    private readonly T[] _inverse;

    /// <param name="name">The node's name.</param>
    /// <param name="pixels">Pixels of an image.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public BatchNormLayer(string name, int pixels, int channels, double epsilon)
    {
        _length = pixels * channels;
        _channels = channels;
        _epsilon = T.CreateTruncating(epsilon);
        _runningMean = new T[channels];
        _runningVariance = Ones(channels);
        _mean = new T[channels];
        _inverse = new T[channels];
        _gamma = new Parameter<T>(name + ".weight", [channels], Ones(channels), decays: false);
        _beta = new Parameter<T>(name + ".bias", [channels], new T[channels], decays: false);
        Parameters = [_gamma, _beta];
        Statistics = [new Statistic<T>(name + ".running_mean", _runningMean), new Statistic<T>(name + ".running_var", _runningVariance)];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override IReadOnlyList<Statistic<T>> Statistics { get; }

    public override void Forward(Batch batch, T[][] inputs, T[] output)
    {
        var variance = _runningVariance;
        if (batch.Training)
        {
            variance = Measure(batch, inputs[0]);
        }
        else
        {
            _runningMean.CopyTo(_mean, 0);
        }

        var (scale, shift) = (new T[_channels], new T[_channels]);
        for (var channel = 0; channel < _channels; channel++)
        {
            _inverse[channel] = T.One / T.Sqrt(variance[channel] + _epsilon);
            scale[channel] = _gamma.Values[channel] * _inverse[channel];
            shift[channel] = _beta.Values[channel] - (_mean[channel] * scale[channel]);
        }

        batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
        {
            var source = inputs[0].Run(begin, end, _length);
            var result = output.Run(begin, end, _length);
            for (var pixel = 0; pixel < source.Length; pixel += _channels)
            {
                Lanes.ScaleShift<T>(source.Slice(pixel, _channels), scale, shift, result.Slice(pixel, _channels));
            }
        });
    }

    public override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients)
    {
        // With x̂ = (x − mean) · inverse: Σ dy and Σ dy · x̂ are the gradients of beta and gamma.
        batch.Chunks.ForEach(batch.Images, (chunk, begin, end) =>
        {
            var centred = new T[_channels];
            ReadOnlySpan<T> source = inputs[0].Run(begin, end, _length);
            ReadOnlySpan<T> gradient = outputGradient.Run(begin, end, _length);
            var (minusMeans, inverse) = (Shift(), _inverse);
            for (var pixel = 0; pixel < source.Length; pixel += _channels)
            {
                Lanes.ScaleShift(source.Slice(pixel, _channels), inverse, minusMeans, centred);
                Lanes.AddProducts(gradient.Slice(pixel, _channels), centred, _gamma.Partial(chunk));
                Lanes.Add(gradient.Slice(pixel, _channels), _beta.Partial(chunk));
            }
        });
        if (inputGradients[0] is { } target)
        {
            AddInputGradient(batch, inputs[0], outputGradient, target);
        }
    }

    /// <summary>dx = gamma · inverse · (dy − mean(dy) − x̂ · mean(dy · x̂)); the running statistics are constants, so the means are 0.</summary>
    private void AddInputGradient(Batch batch, T[] input, T[] outputGradient, T[] target)
    {
        var count = T.CreateTruncating((long)batch.Images * _length / _channels);
        var (dySum, dyXSum) = (Total(_beta), Total(_gamma));
        var (ofGradient, ofInput, constant) = (new T[_channels], new T[_channels], new T[_channels]);
        for (var channel = 0; channel < _channels; channel++)
        {
            ofGradient[channel] = _gamma.Values[channel] * _inverse[channel];
            if (batch.Training)
            {
                ofInput[channel] = -ofGradient[channel] * _inverse[channel] * dyXSum[channel] / count;
                constant[channel] = (-ofGradient[channel] * dySum[channel] / count) - (ofInput[channel] * _mean[channel]);
            }
        }

        batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
        {
            var part = new T[_channels];
            ReadOnlySpan<T> source = input.Run(begin, end, _length);
            ReadOnlySpan<T> gradient = outputGradient.Run(begin, end, _length);
            var slopes = target.Run(begin, end, _length);
            for (var pixel = 0; pixel < source.Length; pixel += _channels)
            {
                Lanes.ScaleShift(source.Slice(pixel, _channels), ofInput, constant, part);
                Lanes.AddProducts(gradient.Slice(pixel, _channels), ofGradient, part);
                Lanes.Add(part, slopes.Slice(pixel, _channels));
            }
        });
    }

    private T[] Shift()
    {
        var shift = new T[_channels];
        for (var channel = 0; channel < _channels; channel++)
        {
            shift[channel] = -_mean[channel] * _inverse[channel];
        }

        return shift;
    }

    /// <summary>Mean and variance of the batch, in two passes so that nothing cancels; the running ones follow.</summary>
    private T[] Measure(Batch batch, T[] input)
    {
        var count = T.CreateTruncating((long)batch.Images * _length / _channels);
        if (count == T.One)
        {
            throw new InvalidOperationException(
                $"\"{Statistics[0].Name}\" has one value a channel in its batch, which has no variance; train with more images.");
        }

        var (momentum, unbiased) = (T.CreateTruncating(Momentum), count / (count - T.One));
        ChannelSums.Of(batch, input, new T[_channels], _length, power: 1).CopyTo(_mean, 0);
        for (var channel = 0; channel < _channels; channel++)
        {
            _mean[channel] /= count;
        }

        var variance = ChannelSums.Of(batch, input, _mean, _length, power: 2);
        for (var channel = 0; channel < _channels; channel++)
        {
            variance[channel] /= count;
            _runningMean[channel] += momentum * (_mean[channel] - _runningMean[channel]);
            _runningVariance[channel] += momentum * ((variance[channel] * unbiased) - _runningVariance[channel]);
        }

        return variance;
    }

    private static T[] Total(Parameter<T> parameter)
    {
        var total = new T[parameter.Values.Length];
        for (var chunk = 0; chunk < Chunks.Count; chunk++)
        {
            Lanes.Add<T>(parameter.Partial(chunk), total);
        }

        return total;
    }

    private static T[] Ones(int count) => [.. Enumerable.Repeat(T.One, count)];
}
