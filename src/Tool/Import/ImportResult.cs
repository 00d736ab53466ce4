using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <summary>What an import writes.</summary>
internal sealed record ImportResult(WrittenNetwork Network, IReadOnlyList<string>? Labels, string Report)
{
    public const string DescriptionFile = "network.json";
    public const string WeightsFile = "weights.safetensors";
    public const string LabelsFile = "labels.txt";
    public const string ReportFile = "import.md";

    public const string PackedFile = "weights.packed";

    /// <param name="folder">Where to; it is made if it is not there.</param>
    /// <param name="pack">True to write the weights as the kernels read them as well, which takes compiling the network.</param>
    public void WriteTo(string folder, bool pack)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, DescriptionFile), Network.Description);
        File.WriteAllText(Path.Combine(folder, ReportFile), Report);
        using (var weights = File.Create(Path.Combine(folder, WeightsFile)))
        {
            SafetensorsWriter.Write(weights, Network.Tensors);
        }

        if (Labels is not null)
        {
            File.WriteAllLines(Path.Combine(folder, LabelsFile), Labels);
        }

        if (pack)
        {
            using var packed = new MemoryStream();
            CompiledClass.Of(NetworkFile.Parse(DescriptionFile, Network.Description)).Pack(WeightSource.FromFile(Path.Combine(folder, WeightsFile)), packed, []);
            File.WriteAllBytes(Path.Combine(folder, PackedFile), packed.ToArray());
        }
    }
}
