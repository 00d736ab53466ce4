using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>A network of floats that is to be quantized: a description with the weights beside it, or what an import makes of a model file.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Description">Its description.</param>
/// <param name="Info">What was compiled of that.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Bytes">The length of the file that these are in.</param>
/// <param name="Labels">Names of its classes, or null.</param>
internal sealed record FloatNetwork(
    string Name, string Description, NetworkInfo Info, WeightSource Weights, long Bytes, IReadOnlyList<string>? Labels)
{
    /// <param name="description">A description.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The description has problems, or its labels are not those of the weights.</exception>
    public static FloatNetwork Described(FileInfo description, string weights, CompileCache cache, Terminal terminal)
    {
        var path = description.ToString();
        var text = InputFile.Description(path);
        var info = cache.Class(path, text).Info;
        var labels = NetworkLabels.Beside(description, weights) is { } file ? NetworkLabels.Read(file, LabelCount.Outputs(info), terminal) : null;
        return new FloatNetwork(path, text, info, WeightSource.FromFile(weights), new FileInfo(weights).Length, labels);
    }

    /// <param name="model">A model file.</param>
    /// <param name="options">What the user says of it.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The model cannot be imported.</exception>
    public static FloatNetwork Imported(FileInfo model, ImportOptions options, CompileCache cache, Terminal terminal)
    {
        var (path, result) = (model.ToString(), ShownImport.Of(model, options, terminal));
        var text = result.Network.Description;
        return new FloatNetwork(
            path, text, cache.Class(path, text).Info, new TensorSet(result.Network.Tensors).ToSource(), model.Length, result.Labels);
    }
}
