using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Harness;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>A model of the models folder, imported by the command line and loaded.</summary>
internal sealed class ImportedNetwork : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImportedNetwork(string model, params IReadOnlyList<string> options)
    {
        var run = ToolRun.Of(["import", Repository.Model(model), "-o", _folder.Name, .. options]);
        if (run.Exit != ToolProgram.Done)
        {
            throw new InvalidOperationException(run.Errors);
        }

        Description = System.IO.File.ReadAllText(_folder.Path("network.json"));
        Network = LoadedNetwork.Load(
            DescriptionFile.Load(_folder.Path("network.json")),
            WeightSource.FromFile(_folder.Path("weights.safetensors")),
            new NetworkOptions());
    }

    public string Description { get; }

    public LoadedNetwork Network { get; }

    /// <summary>The network as the command line writes it in ONNX.</summary>
    public byte[] Export()
    {
        var run = ToolRun.Of("export", _folder.Path("network.json"), "--onnx", _folder.Path("export.onnx"));
        return run.Exit == ToolProgram.Done ? System.IO.File.ReadAllBytes(_folder.Path("export.onnx")) : throw new InvalidOperationException(run.Errors);
    }

    public void Dispose()
    {
        Network.Dispose();
        _folder.Dispose();
    }
}
