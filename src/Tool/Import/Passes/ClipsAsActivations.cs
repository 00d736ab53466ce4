using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Operations;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>
/// Writes a cut-off at any two numbers as <c>low + (high − low) · hardSigmoid(6 · (x − low) / (high − low) − 3)</c>, one at a single number
/// as a shifted ReLU. What is multiplied and added is folded into neighbours afterwards. So is Keras' hard sigmoid of old, with the slope 0.2.
/// </summary>
internal static class ClipsAsActivations
{
    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(graph, Rule);

    private static int? Rule(Sweep sweep, ImportNode node) => node.Operation switch
    {
        Clip { Low: > -3e38, High: < 3e38 } clip when clip.High > clip.Low => Between(sweep, node, clip.Low, clip.High - clip.Low),
        Clip { Low: > -3e38, High: >= 3e38 } clip => From(sweep, node, clip.Low, 1),
        Clip { Low: <= -3e38, High: < 3e38 } clip => From(sweep, node, clip.High, -1),
        _ => null,
    };

    private static int Between(Sweep sweep, ImportNode node, double low, double width)
    {
        var scaled = Affine(sweep, node, node.Inputs[0], 6 / width, (-6 * low / width) - 3, "scaled");
        var gate = Activate(sweep, node, scaled, Activation.HardSigmoid);
        return low == 0 && width == 1 ? gate : Affine(sweep, node, gate, width, low, "restored");
    }

    /// <param name="sweep">The graph so far.</param>
    /// <param name="node">The cut-off.</param>
    /// <param name="bound">Where it cuts.</param>
    /// <param name="sign">1 to cut what is below, −1 to cut what is above.</param>
    private static int From(Sweep sweep, ImportNode node, double bound, double sign) =>
        Affine(sweep, node, Activate(sweep, node, Affine(sweep, node, node.Inputs[0], sign, -sign * bound, "shifted"), Activation.Relu), sign, bound, "restored");

    private static int Affine(Sweep sweep, ImportNode node, int input, double scale, double shift, string part)
    {
        var channels = node.Type.Channels;
        return sweep.Add(node with
        {
            Name = $"{node.Name}_{part}",
            Operation = new Affine(),
            Inputs = [input],
            Tensors = new Dictionary<string, Tensor>
            {
                ["weight"] = Tensor.Vector([.. Enumerable.Repeat((float)scale, channels)]),
                ["bias"] = Tensor.Vector([.. Enumerable.Repeat((float)shift, channels)]),
            },
        });
    }

    private static int Activate(Sweep sweep, ImportNode node, int input, Activation activation) =>
        sweep.Add(node with { Operation = new Activate(activation), Inputs = [input] });
}
