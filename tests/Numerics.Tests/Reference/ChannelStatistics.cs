using MobileNetGen.Numerics.Tests.Tensors;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Mean and variance of each channel.</summary>
internal sealed record ChannelStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Variance)
{
    public static ChannelStatistics Running(string name, TensorSet weights) => new(
        [.. weights[name + ".running_mean"].Select(value => (double)value)],
        [.. weights[name + ".running_var"].Select(value => (double)value)]);

    /// <summary>Over the pixels of all maps of a batch; the variance is over the number of values, not over one less.</summary>
    public static ChannelStatistics Of(IReadOnlyList<Map> batch)
    {
        var (means, variances) = (new double[batch[0].Channels], new double[batch[0].Channels]);
        var count = batch.Count * batch[0].Values.Length / means.Length;
        foreach (var (channel, value) in Values(batch))
        {
            means[channel] += value / count;
        }

        foreach (var (channel, value) in Values(batch))
        {
            variances[channel] += (value - means[channel]) * (value - means[channel]) / count;
        }

        return new ChannelStatistics(means, variances);
    }

    private static IEnumerable<(int Channel, double Value)> Values(IReadOnlyList<Map> batch)
    {
        foreach (var map in batch)
        {
            for (var index = 0; index < map.Values.Length; index++)
            {
                yield return (index % map.Channels, map.Values[index]);
            }
        }
    }
}
