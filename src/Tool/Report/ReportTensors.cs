using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Verification;

namespace MobileNetGen.Tool.Report;

/// <summary>What layers make of a sample.</summary>
/// <param name="Sample">The name of its file.</param>
/// <param name="Spreads">Of each layer's output.</param>
internal sealed record Activations(string Sample, IReadOnlyList<Spread> Spreads);

/// <summary>Looks at the numbers of a network: its weights, and what it makes of a sample.</summary>
internal static class ReportTensors
{
    /// <exception cref="ToolException">The network is of integers.</exception>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static IReadOnlyList<Spread> Weights(NetworkFile network, string weights, bool allowOther)
    {
        RequireFloats(network);
        return [.. TensorReading.Read(weights, CompiledClass.Of(network).Layout, allowOther).Tensors.Select(tensor =>
            Spread.Of(tensor.Name, tensor.Name[..tensor.Name.LastIndexOf('.')], tensor.Values.ToArray()))];
    }

    /// <exception cref="ToolException">The sample does not fit the network, or that is of integers.</exception>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static Activations Of(NetworkFile network, string weights, string sample, AxisOrder? order, bool allowOther)
    {
        RequireFloats(network);
        using var every = VerifiedNetwork.Load(
            network.Path, WeightSource.FromFile(weights), inner: true, CompileCache.None, new NetworkOptions { AllowOtherWeights = allowOther });
        return new(
            Path.GetFileName(sample),
            [.. every.Run(NetworkInputs.Read(every.Info, sample, order)).Select(tensor => Spread.Of(tensor.Name, tensor.Name, tensor.Values))]);
    }

    private static void RequireFloats(NetworkFile network)
    {
        if (network.Shaped.Types.Any(type => type.IsInteger))
        {
            throw new ToolException($"{network.Path}: the network has integers; --weights and --sample show networks of floats.");
        }
    }
}
