using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Whole;

public sealed class WholeNetworkTests
{
    /// <summary>Of the logits' range.</summary>
    private const double LargestDifference = 1e-4;

    [Fact]
    public void MobileNetV1_of_a_quarter_width_agrees_with_ONNX_Runtime() => Check(WholeNetwork.Preset(0.25, 128));

    [Fact]
    public void MobileNetV1_of_half_width_agrees_with_ONNX_Runtime() => Check(WholeNetwork.Preset(0.5, 160));

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
