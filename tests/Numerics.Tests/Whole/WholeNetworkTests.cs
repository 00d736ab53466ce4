using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Whole;

public sealed class WholeNetworkTests
{
    /// <summary>Of the logits' range.</summary>
    private const double LargestDifference = 1e-4;

    [Theory]
    [InlineData("mobilenet-v1", "keras", 0.25, 128)]
    [InlineData("mobilenet-v1", "keras", 0.5, 96)]
    [InlineData("mobilenet-v2", "keras", 0.35, 96)]
    [InlineData("mobilenet-v2", "keras", 1, 64)]
    [InlineData("mobilenet-v2", "torchvision", 0.5, 96)]
    [InlineData("mobilenet-v2", "torchvision", 1.4, 64)]
    [InlineData("mobilenet-v3-large", "keras", 0.75, 64)]
    [InlineData("mobilenet-v3-large", "torchvision", 1, 64)]
    [InlineData("mobilenet-v3-small", "keras", 1, 64)]
    [InlineData("mobilenet-v3-small", "torchvision", 0.75, 96)]
    public void A_preset_agrees_with_ONNX_Runtime(string name, string flavor, double width, int resolution) =>
        Check(WholeNetwork.Preset(name, flavor, width, resolution));

    [Fact]
    public void The_root_network_agrees_with_ONNX_Runtime() => Check(WholeNetwork.Root());

    /// <summary>Every path has the scalar path's bits, so that one comparison holds for all.</summary>
    private static void Check(WholeNetwork network)
    {
        var scalar = network.Run(ExecutionPaths.Reference);
        var expected = Agreement.Doubles(OnnxPeer.Run(network.Shaped, network.Weights, network.Inputs));
        Agreement.WithinRange(expected, scalar, LargestDifference, "ONNX Runtime");
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            Agreement.ToTheLastBit(scalar, network.Run(path), path.ToString());
        }
    }
}
