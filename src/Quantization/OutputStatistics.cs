using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>The mean of each channel that a layer of integers gives after its ReLU, and how much of it moves with the bias.</summary>
/// <param name="channels">How many there are.</param>
/// <param name="images">How many images there are in all.</param>
/// <param name="integers">What its integers stand for.</param>
internal sealed class OutputStatistics(int channels, int images, Quantisation integers)
{
    /// <summary>A channel that is nearly always at an end hardly moves with its bias.</summary>
    private const double LeastAlive = 0.002;

    /// <summary>Beyond a step of 1 a channel's slope is another one.</summary>
    private const double MaxStep = 1;

    private readonly double[] _means = new double[channels];
    private readonly double[] _alive = new double[channels];

    /// <summary>Sees a layer's output on one image.</summary>
    public void See(float[] output)
    {
        Observation.AddMeans(output, images, _means);
        var (low, high) = ((float)(integers.Scale / 2), (float)(integers.RealRange.Max - (integers.Scale / 2)));
        Observation.AddMeans([.. output.Select(value => value > low && value < high ? 1f : 0f)], images, _alive);
    }

    /// <summary>A step of Newton's towards the means that floats have.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="input">What its input's integers stand for.</param>
    /// <param name="expected">The means that floats have.</param>
    public ImportNode Correct(ImportNode node, Quantisation input, double[] expected)
    {
        int[] bias = [.. node.Integers!.Bias!];
        for (var channel = 0; channel < channels; channel++)
        {
            if (_alive[channel] >= LeastAlive)
            {
                var step = Math.Clamp((expected[channel] - _means[channel]) / _alive[channel], -MaxStep, MaxStep);
                step /= input.Scale * node.Integers.Weights!.Scale[channel];
                bias[channel] = (int)Math.Clamp(Math.Round(bias[channel] + step), -SumRounding.MaxBias, SumRounding.MaxBias);
            }
        }

        return SumRounding.WithBias(node, bias);
    }
}
