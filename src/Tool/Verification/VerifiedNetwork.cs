using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Verification;

/// <summary>A network whose tensors are compared, by name: its outputs, or what every layer makes.</summary>
internal sealed class VerifiedNetwork : IDisposable
{
    private readonly LoadedNetwork _network;

    private VerifiedNetwork(LoadedNetwork network) => _network = network;

    public NetworkInfo Info => _network.Info;

    public static VerifiedNetwork Load(string path, WeightSource weights, bool inner, CompileCache cache, NetworkOptions? options = null) =>
        Of(path, InputFile.Description(path), weights, inner, cache, options);

    public static VerifiedNetwork Of(
        string path,
        string description,
        WeightSource weights,
        bool inner,
        CompileCache? cache = null,
        NetworkOptions? options = null)
    {
        var compiled = (cache ?? CompileCache.None).Class(
            inner ? $"every layer\n{description}" : description,
            () => inner ? InnerTensors.Load(path, description) : NetworkFile.Parse(path, description));
        return new VerifiedNetwork(compiled.Load(weights, options ?? new NetworkOptions()));
    }

    public IReadOnlyList<VerifiedTensor> Run(float[][] inputs)
    {
        var (values, own) = (_network.Run(inputs), _network.RunToOwn(inputs));
        return [.. Info.Outputs.Select((output, index) => VerifiedTensor.Of(output, values[index], own?[index]))];
    }

    public void Dispose() => _network.Dispose();
}
