using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Verification;

/// <summary>What a network is compared with: arrays that another runtime wrote, or what another network makes of the same inputs.</summary>
internal static class Expectation
{
    /// <exception cref="ToolException">The file cannot be compared with.</exception>
    public static IReadOnlyList<KeyValuePair<string, float[]>> Of(string path, NetworkInfo info, float[][] inputs, AxisOrder? order, bool inner, IReadOnlyList<int>? shape) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npy" => [Array(info.Outputs.Length == 1 ? info.Outputs[0] : throw new ToolException($"{path}: the network has {info.Outputs.Length} outputs; an .npz file is accepted."), NpyFile.Read(path), path, order)],
        ".npz" => [.. NpzFile.Read(path).Select(array => Array(info.Outputs.FirstOrDefault(output => output.Name == array.Key) ?? throw new ToolException($"{path}: the network has no output \"{array.Key}\"."), array.Value, path, order))],
        ".json" when File.Exists(Weights(path)) => Run(VerifiedNetwork.Load(path, WeightSource.FromFile(Weights(path)), inner), inputs),
        _ => Run(Imported(path, inner, shape), inputs),
    };

    /// <summary>What a comparison with a file proves, for people.</summary>
    public static string Shown(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npy" or ".npz" => $"compared with the numbers in {Path.GetFileName(path)}, whoever computed them",
        ".json" when File.Exists(Weights(path)) => $"compared with {Path.GetFileName(path)}, run by generated code too",
        _ => $"compared with a new import of {Path.GetFileName(path)}, run by generated code too: for another runtime's numbers, give the arrays that it wrote",
    };

    private static string Weights(string description) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(description))!, ImportResult.WeightsFile);

    private static VerifiedNetwork Imported(string path, bool inner, IReadOnlyList<int>? shape)
    {
        var imported = ModelImport.Run(path, new ImportOptions(Shape: shape, Preprocess: "none")).Network;
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Tensors);
        return VerifiedNetwork.Of(path, imported.Description, WeightSource.FromBytes(weights.ToArray()), inner);
    }

    private static IReadOnlyList<KeyValuePair<string, float[]>> Run(VerifiedNetwork network, float[][] inputs)
    {
        using (network)
        {
            return network.Info.Inputs.Select(input => input.Length).SequenceEqual(inputs.Select(input => input.Length))
                ? network.Run(inputs)
                : throw new ToolException("the networks take inputs of different lengths.");
        }
    }

    private static KeyValuePair<string, float[]> Array(TensorInfo output, NdArray array, string path, AxisOrder? order) =>
        KeyValuePair.Create(output.Name, NetworkInputs.FromArray(output, array, path, order));
}
