using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Verification;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What an imported model makes of noise, which is the same every time.</summary>
internal static class Imported
{
    public static float[] Scores(ImportedModel model)
    {
        var network = ModelImport.Finish(model, "tiny", new ImportOptions(Preprocess: "none")).Network;
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, network.Tensors);
        using var loaded = VerifiedNetwork.Of("tiny", network.Description, WeightSource.FromBytes(weights.ToArray()), inner: false);
        return loaded.Run(NetworkInputs.Noise(loaded.Info))[0].Value;
    }
}
