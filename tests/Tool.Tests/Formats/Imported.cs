using System.Text.RegularExpressions;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Verification;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What becomes of an imported model: what is written of it, and what it makes of noise, which is the same every time.</summary>
internal static partial class Imported
{
    public static ImportResult Result(ImportedModel model) => ModelImport.Finish(model, "tiny", new ImportOptions(Preprocess: "none"));

    /// <summary>
    /// The description without what it calls its layers and which weights it is of, and the numbers of every tensor in order: equal, two
    /// networks give equal numbers.
    /// </summary>
    public static (string Layers, float[] Weights) Network(ImportedModel model)
    {
        var network = Result(model).Network;
        return (Names().Replace(network.Description, ""), [.. network.Tensors.SelectMany(tensor => tensor.Values.ToArray())]);
    }

    /// <summary>Both become the same layers with the same weights.</summary>
    public static void Same(ImportedModel expected, ImportedModel actual)
    {
        Assert.Equal(Network(expected).Layers, Network(actual).Layers);
        Assert.Equal(Network(expected).Weights, Network(actual).Weights);
    }

    [GeneratedRegex("\"(name|weights)\": \"[^\"]*\",? ?", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    public static float[] Scores(ImportedModel model) => Run(model, NetworkInputs.Noise)[0];

    /// <summary>What the network answers, an array for each output; its one input is a map of rows, columns, channels, or a vector.</summary>
    public static float[][] Answers(ImportedModel model, params float[] input) => Run(model, _ => [input]);

    /// <summary>The network as an ONNX model, whose inputs and outputs are in its own order.</summary>
    public static byte[] Exported(ImportedModel model)
    {
        var network = Result(model).Network;
        return OnnxWriter.Write(NetworkFile.Parse("tiny", network.Description).Shaped, new TensorSet(network.Tensors));
    }

    private static float[][] Run(ImportedModel model, Func<NetworkInfo, float[][]> inputs)
    {
        var network = Result(model).Network;
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, network.Tensors);
        using var loaded = VerifiedNetwork.Of("tiny", network.Description, WeightSource.FromBytes(weights.ToArray()), inner: false);
        return [.. loaded.Run(inputs(loaded.Info)).Select(output => output.Values)];
    }

    /// <summary>Why a model is refused.</summary>
    public static string Refusal(Func<ImportedModel> import) => Assert.Throws<ToolException>(() => Result(import())).Message;
}
