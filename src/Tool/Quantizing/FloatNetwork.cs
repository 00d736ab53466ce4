using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>A network of floats that is to be quantized: a description with the weights beside it, or what an import makes of a model file.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Network">Its description, read.</param>
/// <param name="Compiled">What was compiled of that, once: nothing else needs to be.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Bytes">The length of the file that these are in.</param>
/// <param name="Labels">Names of its classes, or null.</param>
internal sealed record FloatNetwork(
    string Name, NetworkFile Network, CompiledClass Compiled, WeightSource Weights, long Bytes, IReadOnlyList<string>? Labels)
{
    public NetworkInfo Info => Compiled.Info;

    /// <param name="description">A description.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The description has problems, or its labels are not those of the weights.</exception>
    public static FloatNetwork Described(FileInfo description, string weights, CompileCache cache, Terminal terminal)
    {
        var path = description.ToString();
        var (network, compiled) = Compile(path, InputFile.Description(path), cache);
        var labels = NetworkLabels.Beside(description, weights) is { } file ? NetworkLabels.Read(file, LabelCount.Outputs(compiled.Info), terminal) : null;
        return new FloatNetwork(path, network, compiled, WeightSource.FromFile(weights), new FileInfo(weights).Length, labels);
    }

    /// <param name="model">A model file.</param>
    /// <param name="options">What the user says of it.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The model cannot be imported.</exception>
    public static FloatNetwork Imported(FileInfo model, ImportOptions options, CompileCache cache, Terminal terminal)
    {
        var (path, result) = (model.ToString(), ShownImport.Of(model, options, terminal));
        var (network, compiled) = Compile(path, result.Network.Description, cache);
        return new FloatNetwork(path, network, compiled, new TensorSet(result.Network.Tensors).ToSource(), model.Length, result.Labels);
    }

    private static (NetworkFile Network, CompiledClass Compiled) Compile(string path, string text, CompileCache cache)
    {
        var network = NetworkFile.Parse(path, text);
        return (network, cache.Class(text, () => network));
    }
}
