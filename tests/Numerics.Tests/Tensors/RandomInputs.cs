using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Tensors;

/// <summary>Made-up inputs of a graph, the same for one seed.</summary>
internal static class RandomInputs
{
    private static readonly float[] s_specials =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue,
    ];

    /// <summary>Numbers from −2 to 2.</summary>
    public static float[][] Plain(ShapedGraph shaped, int seed)
    {
        var random = new Random(seed);
        return Make(shaped, () => (float)((random.NextDouble() * 4) - 2));
    }

    /// <summary>The same with every tenth element one that arithmetic treats apart.</summary>
    public static float[][] WithSpecials(ShapedGraph shaped, int seed)
    {
        var random = new Random(seed);
        return Make(shaped, () => random.Next(10) == 0
            ? s_specials[random.Next(s_specials.Length)]
            : (float)((random.NextDouble() * 4) - 2));
    }

    /// <summary>Numbers from −2 to 2, every thirtieth NaN.</summary>
    public static float[][] WithNaN(ShapedGraph shaped, int seed)
    {
        var random = new Random(seed);
        return Make(shaped, () => random.Next(30) == 0 ? float.NaN : (float)((random.NextDouble() * 4) - 2));
    }

    /// <summary>Nothing but negative zeros.</summary>
    public static float[][] NegativeZeros(ShapedGraph shaped) => Make(shaped, () => -0f);

    private static float[][] Make(ShapedGraph shaped, Func<float> next)
    {
        var inputs = new List<float[]>();
        for (var node = 0; node < shaped.Types.Count; node++)
        {
            if (shaped.Graph.Nodes[node].Operation is Input)
            {
                var values = new float[shaped.Types[node].Length];
                for (var index = 0; index < values.Length; index++)
                {
                    values[index] = next();
                }

                inputs.Add(values);
            }
        }

        return [.. inputs];
    }
}
