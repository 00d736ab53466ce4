using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Verification;

/// <summary>A network whose tensors are compared, by name: its outputs, or what every layer makes.</summary>
internal sealed class VerifiedNetwork : IDisposable
{
    private readonly LoadedNetwork _network;

    private VerifiedNetwork(LoadedNetwork network) => _network = network;

    public NetworkInfo Info => _network.Info;

    public static VerifiedNetwork Load(string path, WeightSource weights, bool inner, NetworkOptions? options = null) => Of(path, File.ReadAllText(path), weights, inner, options);

    public static VerifiedNetwork Of(string path, string description, WeightSource weights, bool inner, NetworkOptions? options = null) =>
        new(LoadedNetwork.Load(inner ? InnerTensors.Load(path, description) : NetworkFile.Parse(path, description), weights, options ?? new NetworkOptions()));

    public IReadOnlyList<KeyValuePair<string, float[]>> Run(float[][] inputs) =>
        [.. Info.Outputs.Zip(_network.Run(inputs), (output, values) => KeyValuePair.Create(output.Name, values))];

    public void Dispose() => _network.Dispose();
}
