using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <summary>What an import writes.</summary>
internal sealed record ImportResult(WrittenNetwork Network, IReadOnlyList<string>? Labels, string Report)
{
    public const string DescriptionFile = "network.json";
    public const string WeightsFile = "weights.safetensors";
    public const string LabelsFile = "labels.txt";
    public const string ReportFile = "import.md";

    public void WriteTo(string folder)
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
    }
}
