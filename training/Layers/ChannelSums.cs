using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>Sums over the images and pixels of a batch, channel by channel, in an order that no thread changes.</summary>
internal static class ChannelSums
{
    /// <summary><c>Σ (x − centre)</c> for the power 1, <c>Σ (x − centre)²</c> for the power 2.</summary>
    public static T[] Of<T>(Batch batch, T[] tensor, T[] centre, int length, int power)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var partials = new T[Chunks.Count][];
        batch.Chunks.ForEach(batch.Images, (chunk, begin, end) =>
        {
            var sum = new T[centre.Length];
            for (var image = begin; image < end; image++)
            {
                // Sums of single images stay small, so that float keeps its digits.
                var ofImage = new T[centre.Length];
                ReadOnlySpan<T> values = tensor.Image(image, length);
                for (var pixel = 0; pixel < length; pixel += centre.Length)
                {
                    Accumulate(values.Slice(pixel, centre.Length), centre, power, ofImage);
                }

                Lanes.Add<T>(ofImage, sum);
            }

            partials[chunk] = sum;
        });
        var total = new T[centre.Length];
        foreach (var partial in partials.Where(partial => partial is not null))
        {
            Lanes.Add<T>(partial, total);
        }

        return total;
    }

    private static void Accumulate<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> centre, int power, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var index = 0;
        for (; index <= sum.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            var deviation = new Vector<T>(values[index..]) - new Vector<T>(centre[index..]);
            (new Vector<T>(sum[index..]) + (power == 1 ? deviation : deviation * deviation)).CopyTo(sum[index..]);
        }

        for (; index < sum.Length; index++)
        {
            var deviation = values[index] - centre[index];
            sum[index] += power == 1 ? deviation : deviation * deviation;
        }
    }
}
