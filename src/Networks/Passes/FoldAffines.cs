using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Passes;

/// <summary>
/// Folds <c>weight · x + bias</c> into the layer that makes x, in double precision: several first into one, so that no weights are scaled twice.
/// </summary>
internal static class FoldAffines
{
    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(Sweep.Over(graph, Compose), Rule);

    private static int? Compose(Sweep sweep, ImportNode node) =>
        node.Operation is Affine && sweep.IsReadOnce(node.Inputs[0]) && sweep[node.Inputs[0]] is { Operation: Affine or BatchNorm } producer
            ? sweep.Absorb(node.Inputs[0], Composed(producer, node["weight"], node["bias"]))
            : null;

    private static int? Rule(Sweep sweep, ImportNode node)
    {
        if (node.Operation is not Affine || !sweep.IsReadOnce(node.Inputs[0]))
        {
            return null;
        }

        var producer = sweep[node.Inputs[0]];
        var (scale, shift) = (node["weight"], node["bias"]);
        return producer.Operation switch
        {
            Convolution { Bias: var bias } convolution => sweep
                .Absorb(node.Inputs[0], Fold(producer, convolution with { Bias = bias || Needs(shift) }, scale, shift)),
            Depthwise { Bias: var bias } depthwise => sweep.Absorb(
                node.Inputs[0],
                Fold(producer, depthwise with { Bias = bias || Needs(shift) }, scale, shift)),
            GroupedConvolution { Bias: var bias } grouped => sweep
                .Absorb(node.Inputs[0], Fold(producer, grouped with { Bias = bias || Needs(shift) }, scale, shift)),
            Dense { Bias: var bias } dense => sweep.Absorb(node.Inputs[0], Fold(producer, dense with { Bias = bias || Needs(shift) }, scale, shift)),
            _ => null,
        };
    }

    private static ImportNode Composed(ImportNode first, float[] scale, float[] shift) => first with
    {
        Tensors = new Dictionary<string, Tensor>(first.Tensors)
        {
            ["weight"] = Tensor.Vector(Scaled(first["weight"], scale)),
            ["bias"] = Tensor.Vector(Moved(first["bias"], scale, shift)),
        },
    };

    private static bool Needs(float[] shift) => shift.Any(value => value != 0);

    private static ImportNode Fold(ImportNode layer, Operation operation, float[] scale, float[] shift)
    {
        var tensors = new Dictionary<string, Tensor>(layer.Tensors) { ["weight"] = layer.Tensors["weight"] with { Values = Scaled(layer["weight"], scale) } };
        if (tensors.TryGetValue("bias", out var bias))
        {
            tensors["bias"] = Tensor.Vector(Moved(bias.Values, scale, shift));
        }
        else if (Needs(shift))
        {
            tensors["bias"] = Tensor.Vector(shift);
        }

        return layer with { Operation = operation, Tensors = tensors };
    }

    /// <summary>Outputs are the outermost axis of every weight.</summary>
    private static float[] Scaled(float[] weights, float[] scale)
    {
        var length = weights.Length / scale.Length;
        return [.. weights.Select((value, index) => (float)((double)value * scale[index / length]))];
    }

    private static float[] Moved(float[] biases, float[] scale, float[] shift) =>
        [.. biases.Select((value, channel) => (float)(((double)value * scale[channel]) + shift[channel]))];
}
