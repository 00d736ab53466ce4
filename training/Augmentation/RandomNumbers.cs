using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>What training draws by lot.</summary>
internal static class RandomNumbers
{
    extension(SplitMix64)
    {
        /// <summary>A generator for one of many things, apart from those of the others.</summary>
        public static SplitMix64 For(int seed, params ReadOnlySpan<int> path)
        {
            var state = (ulong)(uint)seed;
            foreach (var step in path)
            {
                state = new SplitMix64(state).Next() ^ (uint)step;
            }

            return new SplitMix64(SplitMix64.Mix(state));
        }
    }

    /// <summary>low ≤ x &lt; high.</summary>
    public static double NextBetween(this SplitMix64 random, double low, double high) => low + ((high - low) * random.NextUnit());

    /// <summary>0 ≤ x &lt; end.</summary>
    public static int NextBelow(this SplitMix64 random, int end) => (int)(random.NextUnit() * end);

    /// <summary>Normally distributed, mean 0 and variance 1, by Box and Muller.</summary>
    public static double NextNormal(this SplitMix64 random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit());

    /// <summary>The numbers 0 … count − 1 in a random order, by Fisher and Yates.</summary>
    public static int[] Permutation(this SplitMix64 random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = random.NextBelow(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
