namespace MobileNetGen.Training.Tensors;

/// <summary>
/// A generator of random numbers that is the same on every machine and in every version of the framework.
/// Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator for one of many things, apart from those of the others.</summary>
    public static SplitMix64 For(int seed, params ReadOnlySpan<int> path)
    {
        var state = (ulong)(uint)seed;
        foreach (var step in path)
        {
            state = Mix(state + 0x9E3779B97F4A7C15UL) ^ (uint)step;
        }

        return new SplitMix64(Mix(state));
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>low ≤ x &lt; high.</summary>
    public double NextBetween(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>0 ≤ x &lt; end.</summary>
    public int NextBelow(int end) => (int)(NextUnit() * end);

    /// <summary>Normally distributed, mean 0 and variance 1, by Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>The numbers 0 … count − 1 in a random order, by Fisher and Yates.</summary>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = NextBelow(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
