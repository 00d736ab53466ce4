using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks.Passes;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>
/// Recognises activations that exporters write in several operators: hard-sigmoid as add, clip and a division by 6, or as
/// multiply, add and a clip to 1; hard-swish and swish as the product of a tensor and its gate.
/// </summary>
internal static class SpelledOutActivations
{
    /// <summary>Roundings of a float32, relative to it: what dividing by 6, or a scale that stands for 3, leaves.</summary>
    private const double Tolerance = 4 * 1.1920929e-7;

    private const float Shift = 3;

    /// <summary>Biases that are larger lose digits that matter when the 3 is taken off them.</summary>
    private const float MaxShift = 64;

    /// <summary>Multiplications and additions before a cut-off.</summary>
    private const int MaxSteps = 4;

    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(Sweep.Over(graph, Gates), Products);

    private static int? Gates(Sweep sweep, ImportNode node)
    {
        // clip(x / 6 + 0.5, 0, 1)
        if (node.Operation is Activate { Activation: { Function: ActivationFunction.Clip, Low: 0, High: 1 } })
        {
            var (scale, shift, source) = Uniform(sweep, node.Inputs[0]);
            return IsNear(scale, 1.0 / 6) && IsNear(shift, 0.5) ? sweep.Add(Gate(node, source)) : null;
        }

        // relu6(x + 3) / 6
        if (node.Operation is Affine && IsSixth(node))
        {
            return SourceOfRelu6(sweep, node.Inputs[0]) is { } source
                ? sweep.Add(Gate(node, source))
                : Unshifted(sweep, node.Inputs[0]) is { } layer
                ? sweep.Add(Gate(node, layer))
                : null;
        }

        return null;
    }

    /// <summary>
    /// The layer before a ReLU6 that both nobody else reads, without the 3 that a converter added to its bias: TensorFlow Lite's has.
    /// </summary>
    private static int? Unshifted(Sweep sweep, int relu6)
    {
        if (sweep[relu6] is not { Operation: Activate { Activation.Function: ActivationFunction.Relu6 }, Inputs: [var layer] }
            || !sweep.IsReadOnce(relu6)
            || !sweep.IsReadOnce(layer))
        {
            return null;
        }

        var convolution = sweep[layer];
        if (convolution.Operation is not (Convolution { Bias: true } or Depthwise { Bias: true } or Dense { Bias: true })
            || !convolution["bias"].All(bias => Math.Abs(bias - Shift) < MaxShift))
        {
            return null;
        }

        var bias = Tensor.Vector([.. convolution["bias"].Select(value => value - Shift)]);
        return sweep.Absorb(layer, convolution with { Tensors = new Dictionary<string, Tensor>(convolution.Tensors) { ["bias"] = bias } });
    }

    private static int? Products(Sweep sweep, ImportNode node)
    {
        if (node.Operation is Mul && node.Inputs.Count == 2)
        {
            return Gated(sweep, node, node.Inputs[0], node.Inputs[1]) ?? Gated(sweep, node, node.Inputs[1], node.Inputs[0]);
        }

        // x · relu6(x + 3) / 6, from the left; or (x / 6) · relu6(x + 3)
        if (node.Operation is Affine && IsSixth(node) && sweep[node.Inputs[0]] is { Operation: Mul, Inputs: [var first, var second] })
        {
            return SourceOfRelu6(sweep, second) == first || SourceOfRelu6(sweep, first) == second
                ? sweep.Add(Activated(node, SourceOfRelu6(sweep, second) == first ? first : second, Activation.HardSwish))
                : null;
        }

        return null;
    }

    private static int? Gated(Sweep sweep, ImportNode node, int value, int gate)
    {
        if (sweep[gate] is { Operation: Activate { Activation: var activation }, Inputs: [var source] } && source == value)
        {
            return activation.AsGate is { } gated ? sweep.Add(Activated(node, value, gated)) : null;
        }

        return SourceOfRelu6(sweep, gate) is { } original && sweep[value].Operation is Affine && IsSixth(sweep[value]) && sweep[value].Inputs[0] == original
            ? sweep.Add(Activated(node, original, Activation.HardSwish))
            : null;
    }

    private static ImportNode Gate(ImportNode node, int source) => Activated(node, source, Activation.HardSigmoid);

    private static ImportNode Activated(ImportNode node, int source, Activation activation) =>
        node with { Operation = new Activate(activation), Inputs = [source], Tensors = ImportNode.NoTensors };

    /// <summary>What x is, where a node is relu6(x + 3).</summary>
    private static int? SourceOfRelu6(Sweep sweep, int node) =>
        sweep[node] is { Operation: Activate { Activation.Function: ActivationFunction.Relu6 }, Inputs: [var input] }
            && sweep[input].Operation is Affine && IsUniform(sweep[input], 1, 3)
            ? sweep[input].Inputs[0]
            : null;

    private static bool IsSixth(ImportNode node) => IsUniform(node, 1.0 / 6, 0);

    /// <summary>A run of affine operations with one factor and summand each, as one.</summary>
    private static (double Scale, double Shift, int Source) Uniform(Sweep sweep, int node)
    {
        var (scale, shift) = (1.0, 0.0);
        for (var steps = 0; steps < MaxSteps
            && sweep[node].Operation is Affine
            && sweep[node]["weight"].Distinct().Count() == 1
            && sweep[node]["bias"].Distinct().Count() == 1; steps++)
        {
            shift += scale * sweep[node]["bias"][0];
            scale *= sweep[node]["weight"][0];
            node = sweep[node].Inputs[0];
        }

        return (scale, shift, node);
    }

    private static bool IsUniform(ImportNode affine, double scale, double shift) =>
        affine["weight"].All(value => IsNear(value, scale)) && affine["bias"].All(value => IsNear(value, shift));

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) <= Tolerance * Math.Abs(expected);
}
