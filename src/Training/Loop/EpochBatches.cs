using MobileNetGen.Weights;

namespace MobileNetGen.Training;

/// <summary>The batches of an epoch: the examples in an order of the seed and the epoch, shared out evenly.</summary>
internal sealed class EpochBatches
{
    private readonly int[] _order;

    public EpochBatches(int examples, int batchSize, ulong seed, int epoch)
    {
        Count = CountOf(examples, batchSize);
        _order = [.. Enumerable.Range(0, examples)];
        var random = new SplitMix64(SplitMix64.Mix(seed + 1) ^ SplitMix64.Mix((ulong)epoch + 1));

        // Fisher and Yates; the remainder's bias is below 2^-32.
        for (var index = examples - 1; index > 0; index--)
        {
            var other = (int)(random.Next() % (ulong)(index + 1));
            (_order[index], _order[other]) = (_order[other], _order[index]);
        }
    }

    public int Count { get; }

    public ArraySegment<int> this[int batch]
    {
        get
        {
            var begin = (int)((long)_order.Length * batch / Count);
            var end = (int)((long)_order.Length * (batch + 1) / Count);
            return new ArraySegment<int>(_order, begin, end - begin);
        }
    }

    public static int CountOf(int examples, int batchSize) => (int)(((long)examples + batchSize - 1) / batchSize);
}
