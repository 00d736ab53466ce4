namespace MobileNetGen.Weights;

/// <summary>Numbers that are the same on every machine: Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014.</summary>
internal sealed class SplitMix64(ulong state)
{
    /// <summary>A number from 0, inclusive, to 1, exclusive.</summary>
    public double NextUnit()
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
