using System.Text;
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

    /// <summary>Full paths of the files that the import read, or looked for.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <param name="folder">Where to; it is made if it is not there.</param>
    /// <param name="pack">True to write the weights as the kernels read them as well, which takes compiling the network.</param>
    public void WriteTo(string folder, bool pack)
    {
        Directory.CreateDirectory(folder);
        using var files = new AtomicFileSet();
        files.Write(Path.Combine(folder, ReportFile), Text(Report));
        if (Labels is not null)
        {
            files.Write(Path.Combine(folder, LabelsFile), Text(string.Concat(Labels.Select(label => label + "\n"))));
        }

        files.Write(Path.Combine(folder, WeightsFile), stream => SafetensorsWriter.Write(stream, Network.Tensors));
        if (pack)
        {
            files.Write(Path.Combine(folder, PackedFile), Pack);
        }
        else
        {
            // That of an earlier import would be of other weights.
            files.Delete(Path.Combine(folder, PackedFile));
        }

        // Last: who finds a new description finds all that belongs to it.
        files.Write(Path.Combine(folder, DescriptionFile), Text(Network.Description));
        files.Commit();
    }

    private void Pack(Stream stream)
    {
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, Network.Tensors);
        var source = WeightSource.FromBytes(weights.GetBuffer().AsMemory(0, (int)weights.Length));
        CompiledClass.Of(NetworkFile.Parse(DescriptionFile, Network.Description)).Pack(source, stream, []);
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));
}
