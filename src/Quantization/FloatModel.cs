using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;
using MobileNetGen.Networks.Hosting;
using MobileNetGen.Networks.Passes;

namespace MobileNetGen.Quantization;

/// <summary>A network of floats with its weights, whose batch normalisations are folded into the layers before them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Graph">Its operations with their tensors.</param>
/// <param name="Preprocess">How images become its input.</param>
/// <param name="Load">Makes the network as it was.</param>
internal sealed record FloatModel(string Name, ImportGraph Graph, PreprocessChoice Preprocess, Func<NetworkOptions, LoadedNetwork> Load)
{
    /// <summary>Between which numbers its input lies, where the description says it.</summary>
    public (double Min, double Max)? InputRange => Preprocess.Range;

    /// <summary>How many numbers its input has.</summary>
    public int InputLength => Graph.Nodes.First(node => node.Operation is Input).Type.Length;

    /// <param name="network">The network.</param>
    /// <param name="compiled">What was compiled of it; null to compile it.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="allowOther">True for weights of another import.</param>
    /// <exception cref="ToolException">The network is of integers, or has several inputs.</exception>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static FloatModel Of(NetworkFile network, CompiledClass? compiled, WeightSource weights, bool allowOther)
    {
        var shaped = network.Shaped;
        if (shaped.Types.Any(type => type.IsInteger))
        {
            throw new ToolException("the network has integers already; a network of floats is accepted.");
        }

        if (shaped.Graph.Nodes.Where(node => node.Operation is Input).Select(node => node.Name).ToList() is { Count: > 1 } inputs)
        {
            throw new ToolException($"the network has the inputs {string.Join(", ", inputs)}; one is accepted.");
        }

        compiled ??= CompiledClass.Of(network);
        var tensors = TensorReading.Read(weights, compiled.Layout, allowOther);
        var preprocessing = shaped.Graph.Nodes.Select(node => node.Operation.Preprocessing).FirstOrDefault(found => found is not null);
        return new FloatModel(
            shaped.Graph.Name,
            Folded(shaped, tensors),
            preprocessing is null ? PreprocessChoice.None : PreprocessChoice.Of(preprocessing),
            options => compiled.Load(tensors.ToSource(), options with { AllowOtherWeights = true }));
    }

    private static ImportGraph Folded(ShapedGraph shaped, TensorSet tensors)
    {
        var owned = tensors.Tensors.ToLookup(tensor => tensor.Name[..tensor.Name.LastIndexOf('.')]);
        var nodes = shaped.Graph.Nodes.Select((node, index) => Node(node, shaped.Types[index], owned[node.Name])).ToList();
        var graph = new ImportGraph(nodes, [.. shaped.Graph.Outputs.Select(output => new ImportOutput(output.Name, output.Node))]);
        return AffinesAsLayers.Run(FoldAffines.Run(DropIdentities.Run(graph)));
    }

    private static ImportNode Node(GraphNode node, TensorType type, IEnumerable<NamedTensor> owned)
    {
        var tensors = owned.ToDictionary(
            tensor => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..],
            tensor => new Tensor(tensor.Shape, tensor.Values.ToArray()));
        var own = node.Operation is Input { Type: var input } ? new Input(input, null) : node.Operation;
        var made = new ImportNode(node.Name, own, [.. node.Inputs], type, tensors);
        return node.Operation is BatchNorm { Epsilon: var epsilon } ? made with { Operation = new Affine(), Tensors = Affine(made, epsilon) } : made;
    }

    /// <summary>What a batch normalisation does with its trained statistics, as a factor and a term for each channel.</summary>
    private static Dictionary<string, Tensor> Affine(ImportNode norm, double epsilon)
    {
        double[] factors = [.. norm["weight"].Zip(norm["running_var"], (gamma, variance) => gamma / Math.Sqrt(variance + epsilon))];
        return new Dictionary<string, Tensor>
        {
            ["weight"] = Tensor.Vector([.. factors.Select(factor => (float)factor)]),
            ["bias"] = Tensor.Vector([.. factors.Select((factor, channel) => (float)(norm["bias"][channel] - (norm["running_mean"][channel] * factor)))]),
        };
    }
}
