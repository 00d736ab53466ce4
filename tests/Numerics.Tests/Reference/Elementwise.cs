using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Layers that make each pixel from the pixels at its place.</summary>
internal static class Elementwise
{
    /// <summary>By the running statistics.</summary>
    public static Map Normalise(Map input, string name, double epsilon, TensorSet weights) =>
        Normalise(input, name, epsilon, weights, ChannelStatistics.Running(name, weights));

    public static Map Normalise(Map input, string name, double epsilon, TensorSet weights, ChannelStatistics statistics)
    {
        var (gamma, beta) = (weights[name + ".weight"], weights[name + ".bias"]);
        var (mean, variance) = (statistics.Mean, statistics.Variance);
        var output = new Map(input.Height, input.Width, input.Channels);
        for (var index = 0; index < input.Values.Length; index++)
        {
            var channel = index % input.Channels;
            output.Values[index] = ((input.Values[index] - mean[channel]) / Math.Sqrt(variance[channel] + epsilon) * gamma[channel]) + beta[channel];
        }

        return output;
    }

    /// <summary>Left to right; an input counts for all places along an axis where its extent is 1.</summary>
    public static Map Combine(IReadOnlyList<Map> inputs, Map output, Func<double, double, double> function)
    {
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = inputs
                        .Select(input => input[row % input.Height, column % input.Width, channel % input.Channels])
                        .Aggregate(function);
                }
            }
        }

        return output;
    }

    /// <summary>Over the channels of each pixel.</summary>
    public static Map DivideByNorm(Map input, double least)
    {
        var output = new Map(input.Height, input.Width, input.Channels);
        for (var first = 0; first < input.Values.Length; first += input.Channels)
        {
            var pixel = input.Values.AsSpan(first, input.Channels);
            double squares = 0;
            foreach (var value in pixel)
            {
                squares += value * value;
            }

            for (var index = 0; index < pixel.Length; index++)
            {
                output.Values[first + index] = pixel[index] / Math.Max(Math.Sqrt(squares), least);
            }
        }

        return output;
    }

    public static Map Slope(Map input, float[] slopes)
    {
        var output = new Map(input.Height, input.Width, input.Channels);
        for (var index = 0; index < input.Values.Length; index++)
        {
            output.Values[index] = input.Values[index] * (input.Values[index] < 0 ? slopes[index % input.Channels] : 1);
        }

        return output;
    }

    /// <summary>Over the channels of each pixel.</summary>
    public static Map Softmax(Map input)
    {
        var output = new Map(input.Height, input.Width, input.Channels);
        for (var first = 0; first < input.Values.Length; first += input.Channels)
        {
            var largest = double.NegativeInfinity;
            for (var index = first; index < first + input.Channels; index++)
            {
                largest = Math.Max(largest, input.Values[index]);
            }

            double sum = 0;
            for (var index = first; index < first + input.Channels; index++)
            {
                sum += Math.Exp(input.Values[index] - largest);
            }

            for (var index = first; index < first + input.Channels; index++)
            {
                output.Values[index] = Math.Exp(input.Values[index] - largest) / sum;
            }
        }

        return output;
    }

    /// <summary>Over the channels of each pixel, as its definition says: what is far below the largest has a logarithm too.</summary>
    public static Map LogSoftmax(Map input)
    {
        var output = new Map(input.Height, input.Width, input.Channels);
        for (var first = 0; first < input.Values.Length; first += input.Channels)
        {
            var pixel = input.Values.AsSpan(first, input.Channels).ToArray();
            var largest = pixel.Max();
            var log = largest + Math.Log(pixel.Sum(value => Math.Exp(value - largest)));
            for (var index = 0; index < pixel.Length; index++)
            {
                output.Values[first + index] = pixel[index] - log;
            }
        }

        return output;
    }
}
