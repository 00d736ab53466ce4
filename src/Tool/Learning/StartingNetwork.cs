using System.Text;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>The network that is trained: its description, with an output for each class, and the weights that there are for it.</summary>
/// <param name="Text">The description.</param>
/// <param name="Network">What the passes make of it.</param>
/// <param name="Head">The last layer that has weights.</param>
/// <param name="Tensors">Weights by PyTorch's names; without those of a head of another size.</param>
/// <param name="Notes">What a user should know.</param>
internal sealed record StartingNetwork(
    string Text, NetworkFile Network, int Head, IReadOnlyDictionary<string, NamedTensor> Tensors, IReadOnlyList<string> Notes)
{
    /// <summary>A hash of the description and of the weights.</summary>
    public string Identity => Sha256.Of(Encoding.UTF8.GetBytes(Text + SafetensorsWriter.HashOf([.. Tensors.Values])));

    public ShapedGraph Shaped => Network.Shaped;

    /// <param name="start">What the command line says.</param>
    /// <param name="outputs">How many numbers the network is to say.</param>
    /// <param name="isShare">True if they are shares of classes, as a softmax makes them.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <exception cref="ToolException">There is no such network, or its end cannot be replaced.</exception>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static StartingNetwork Of(StartOptions start, int outputs, bool isShare, CompileCache cache)
    {
        var (text, tensors) = Read(start, cache);
        var given = NetworkFile.Parse("the description", text);
        Require(given.Shaped);
        var edited = HeadEdit.Of(text, given.Shaped, outputs, isShare);
        var network = NetworkFile.Parse("the description with another last layer", edited);
        var head = HeadEdit.HeadOf(network.Shaped);
        var name = network.Shaped.Graph.Nodes[head].Name;
        var before = given.Shaped.Types[HeadEdit.HeadOf(given.Shaped)].Channels;
        var isReplaced = tensors.Count > 0 && before != outputs;
        return new StartingNetwork(
            edited,
            network,
            head,
            tensors.Where(tensor => !isReplaced || !tensor.Name.StartsWith(name + ".", StringComparison.Ordinal)).ToDictionary(tensor => tensor.Name),
            [
                .. Note(tensors.Count == 0, "no weights are given: training begins from scratch"),
                .. Note(isReplaced, $"\"{name}\" has {before} outputs in the file; it is replaced by one of {outputs}, which begins from scratch"),
            ]);
    }

    private static string[] Note(bool holds, string text) => holds ? [text] : [];

    private static (string Text, IReadOnlyList<NamedTensor> Tensors) Read(StartOptions start, CompileCache cache)
    {
        if (start.Network is { } file)
        {
            if (start.Preset.Preset is not null)
            {
                throw new ToolException("--network and --preset both say which network it is; one of them is accepted.");
            }

            var text = InputFile.Description(file);
            return (text, start.Weights is { } weights ? Weights(weights, cache.Class(file).Layout) : []);
        }

        if (start.Weights is { } model)
        {
            var imported = ModelImport.Run(model, new ImportOptions(Preprocess: start.Preprocess, Preset: start.Preset));
            return (imported.Network.Description, StoredBytes.Expanded(imported.Network.Tensors));
        }

        return start.Preset.Preset is { } preset
            ? (PresetImport.Describe(preset, start.Preset), [])
            : throw new ToolException("which network is to be trained is not said; --preset, --network or --weights of a whole model is accepted.");
    }

    private static IReadOnlyList<NamedTensor> Weights(string file, CompilerServices.NetworkLayout layout)
    {
        InputFile.Require(file);
        return TensorReading.Read(file, layout, allowOther: true).Tensors;
    }

    private static void Require(ShapedGraph shaped)
    {
        var inputs = shaped.Graph.Nodes.Where(node => node.Operation is Generator.Ops.Input).ToList();
        if (inputs is not [{ Operation.Preprocessing: not null }])
        {
            throw new ToolException($"the network has {inputs.Count} inputs{(inputs.Count == 1 ? ", and does not say how images become it" : "")}; "
                + "one with \"preprocess\" is accepted.");
        }

        if (shaped.Graph.Outputs.Count != 1 || !shaped.Types[shaped.Graph.Outputs[0].Node].IsVector || shaped.Types.Any(type => type.IsInteger))
        {
            throw new ToolException("the network has several outputs, or one that is a map, or consists of integers; "
                + "one output of 1 × 1 × classes in floats is accepted.");
        }
    }
}
