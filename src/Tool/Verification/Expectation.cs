using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Verification;

/// <summary>What a network is compared with: arrays that another runtime wrote, or what another network makes of the same inputs.</summary>
internal sealed class Expectation : IDisposable
{
    private readonly VerifiedNetwork? _network;
    private readonly IReadOnlyList<IReadOnlyList<VerifiedTensor>> _arrays;
    private readonly string _path;

    private Expectation(string path, VerifiedNetwork network) => (_path, _network, _arrays) = (path, network, []);

    private Expectation(string path, IReadOnlyList<IReadOnlyList<VerifiedTensor>> arrays) => (_path, _arrays) = (path, arrays);

    /// <param name="path">Arrays, a description with its weights beside it, or a model.</param>
    /// <param name="info">The network that is compared.</param>
    /// <param name="order">The order of arrays' axes.</param>
    /// <param name="inner">True to compare every layer.</param>
    /// <param name="shape">Extents of a model's input that it leaves open; or null.</param>
    /// <param name="cache">Where compiled networks are kept.</param>
    /// <exception cref="ToolException">The file cannot be compared with.</exception>
    public static Expectation Open(
        string path,
        NetworkInfo info,
        AxisOrder? order,
        bool inner,
        IReadOnlyList<int>? shape,
        CompileCache cache) => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => new(path, Samples([Batch(info.Outputs.Length == 1 ? info.Outputs[0] : throw new ToolException($"{path}: the network has "
            + $"{info.Outputs.Length} outputs; an .npz file is accepted."), NpyFile.Read(path), path, order)])),
            ".npz" => new(
                path,
                Samples([.. NpzFile.Read(path)
                .Select(array => Batch(
                    info.Outputs.FirstOrDefault(output => output.Name == array.Key)
                        ?? throw new ToolException($"{path}: the network has no output \"{array.Key}\"."),
                    array.Value,
                    path,
                    order))])),
            ".json" when File.Exists(Weights(path)) => new(path, VerifiedNetwork.Load(path, WeightSource.FromFile(Weights(path)), inner, cache)),
            _ => new(path, Imported(path, inner, shape, cache)),
        };

    /// <summary>What a comparison with a file proves, human-readable.</summary>
    public static string DisplayText(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npy" or ".npz" => $"compared with the numbers in {Path.GetFileName(path)}, whoever computed them",
        ".json" when File.Exists(Weights(path)) => $"compared with {Path.GetFileName(path)}, run by generated code too",
        _ => $"compared with a new import of {Path.GetFileName(path)}, run by generated code too: for another runtime's numbers, give the arrays that it wrote",
    };

    /// <summary>What is expected of each sample.</summary>
    /// <exception cref="ToolException">There are more samples, or fewer, than arrays were written for, or the networks take other inputs.</exception>
    public IEnumerable<IReadOnlyList<VerifiedTensor>> Of(IReadOnlyList<float[][]> samples)
    {
        if (_network is null)
        {
            return _arrays.Count == samples.Count ? _arrays : throw new ToolException($"{_path} has {_arrays.Count} samples, and the inputs {samples.Count}; "
                + "as many of each are accepted.");
        }

        return samples.Select(sample => _network.Info.Inputs.Select(input => input.Length).SequenceEqual(sample.Select(input => input.Length))
            ? _network.Run(sample)
            : throw new ToolException("the networks take inputs of different lengths."));
    }

    public void Dispose() => _network?.Dispose();

    private static string Weights(string description) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(description))!, ImportResult.WeightsFile);

    private static VerifiedNetwork Imported(string path, bool inner, IReadOnlyList<int>? shape, CompileCache cache)
    {
        var imported = ModelImport.Run(path, new ImportOptions(Shape: shape, Preprocess: "none")).Network;
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Tensors);
        return VerifiedNetwork.Of(path, imported.Description, WeightSource.FromBytes(weights.ToArray()), inner, cache);
    }

    /// <summary>Integers in a file are the network's own where it gives integers.</summary>
    private static IReadOnlyList<VerifiedTensor> Batch(TensorInfo output, NdArray array, string path, AxisOrder? order)
    {
        var isOwn = array.Element != TensorElement.Float32 && array.Element == output.Element;
        return [.. NetworkInputs.Samples(output, array, path, order)
            .Select(values => new VerifiedTensor(output.Name, values) { Integers = isOwn ? values : null })];
    }

    /// <summary>From a batch for each tensor to the tensors of each sample.</summary>
    private static List<IReadOnlyList<VerifiedTensor>> Samples(IReadOnlyList<IReadOnlyList<VerifiedTensor>> tensors) =>
        [.. Enumerable.Range(0, tensors.Select(batch => batch.Count).DefaultIfEmpty(0).Min())
            .Select(index => tensors.Select(batch => batch[index]).ToList())];
}
