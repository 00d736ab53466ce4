using System.Globalization;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Passes;

/// <summary>Writes what could not be folded as a rescaling, or, where channels differ, as a batch normalisation with the mean 0 and the variance 1.</summary>
internal static class AffinesAsLayers
{
    private const double Epsilon = 1e-5;

    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(graph, Rule);

    private static int? Rule(Sweep sweep, ImportNode node)
    {
        if (node.Operation is not Affine)
        {
            return null;
        }

        var channels = node["weight"].Length;
        if (node["weight"].Distinct().Count() == 1 && node["bias"].Distinct().Count() == 1)
        {
            return sweep.Add(node with { Operation = new Rescale(Shortest(node["weight"][0]), Shortest(node["bias"][0])), Tensors = ImportNode.NoTensors });
        }

        return sweep.Add(node with
        {
            Operation = new BatchNorm(Epsilon),
            Tensors = new Dictionary<string, Tensor>
            {
                ["weight"] = Tensor.Vector([.. node["weight"].Select(value => (float)(value * Math.Sqrt(1 + Epsilon)))]),
                ["bias"] = node.Tensors["bias"],
                ["running_mean"] = Tensor.Vector(new float[channels]),
                ["running_var"] = Tensor.Vector([.. Enumerable.Repeat(1f, channels)]),
            },
        });
    }

    /// <summary>0.1, not 0.10000000149011612.</summary>
    private static double Shortest(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
