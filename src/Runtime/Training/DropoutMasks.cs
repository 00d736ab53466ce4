using System.Text;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Engine;

/// <summary>Draws what dropout drops: of a seed, a layer and an element's number, so that neither threads nor widths change it.</summary>
internal static class DropoutMasks
{
    public static void Draw(Span<float> mask, TrainingMask layer, ulong? seed)
    {
        if (seed is not { } start)
        {
            mask.Fill(1);
            return;
        }

        var random = new SplitMix64(start ^ Hash(layer.Name));
        var kept = (float)(1 / (1 - layer.Rate));
        for (var index = 0; index < mask.Length; index++)
        {
            mask[index] = random.NextUnit() < layer.Rate ? 0 : kept;
        }
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(string name) =>
        Encoding.UTF8.GetBytes(name).Aggregate(14695981039346656037UL, (hash, part) => unchecked((hash ^ part) * 1099511628211UL));
}
