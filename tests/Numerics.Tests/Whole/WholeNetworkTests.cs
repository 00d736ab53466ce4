using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using MobileNetGen.ObjectDetection;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Whole;

public sealed class WholeNetworkTests
{
    /// <summary>Of the logits' range.</summary>
    private const double LargestDifference = 1e-4;

    [Theory]
    [InlineData("mobilenet-v1", "keras", 0.25, 128)]
    [InlineData("mobilenet-v2", "torchvision", 0.5, 96, Explicit = true)]
    [InlineData("mobilenet-v3-large", "torchvision", 0.35, 96)]
    [InlineData("mobilenet-v3-large-minimalistic", "keras", 0.35, 96, Explicit = true)]
    [InlineData("mobilenet-v3-small-minimalistic", "keras", 0.5, 96, Explicit = true)]
    [InlineData("mobilenet-v3-small", "timm-tf", 0.75, 64, Explicit = true)]
    [InlineData("mobilenet-v4-conv-small", "timm", 0.5, 96)]
    [InlineData("mobilenet-v4-conv-medium", "timm", 0.25, 96, Explicit = true)]
    [InlineData("mobilenet-v4-conv-large", "timm", 0.25, 32, Explicit = true)]
    [InlineData("mobilenet-v1", "keras", 0.5, 96, Explicit = true)]
    [InlineData("mobilenet-v2", "keras", 0.35, 96, Explicit = true)]
    [InlineData("mobilenet-v2", "keras", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v2", "torchvision", 1.4, 64, Explicit = true)]
    [InlineData("mobilenet-v3-large", "keras", 0.75, 64, Explicit = true)]
    [InlineData("mobilenet-v3-large", "keras", 0.35, 96, Explicit = true)]
    [InlineData("mobilenet-v3-large", "torchvision", 1, 64, Explicit = true)]
    [InlineData("mobilenet-v3-small", "keras", 1, 64, Explicit = true)]
    [InlineData("mobilenet-v3-small", "keras", 0.75, 96, Explicit = true)]
    [InlineData("mobilenet-v3-small", "torchvision", 0.75, 96, Explicit = true)]
    [InlineData("mobilenet-v3-small", "torchvision", 1, 64, Explicit = true)]
    [InlineData("mobilenet-v3-large-minimalistic", "keras", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v3-small-minimalistic", "keras", 0.75, 64, Explicit = true)]
    [InlineData("mobilenet-v1", "transformers", 0.05, 72, Explicit = true)]
    [InlineData("mobilenet-v1", "timm", 0.35, 64, Explicit = true)]
    [InlineData("mobilenet-v1", "timm-h", 0.25, 96, Explicit = true)]
    [InlineData("mobilenet-v2", "timm", 0.35, 64, Explicit = true)]
    [InlineData("mobilenet-v3-large", "timm", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v3-large", "timm-rw", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v3-small", "timm", 0.5, 96, Explicit = true)]
    [InlineData("mobilenet-v3-small-minimalistic", "timm-tf", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v4-conv-small", "timm", 1, 64, Explicit = true)]
    [InlineData("mobilenet-v4-conv-medium", "timm", 0.5, 64, Explicit = true)]
    [InlineData("mobilenet-v4-conv-large", "timm", 0.5, 64, Explicit = true)]
    public void A_preset_agrees_with_ONNX_Runtime(string name, string flavor, double width, int resolution) =>
        Check(WholeNetwork.Preset(name, flavor, width, resolution));

    [Fact]
    public void The_root_network_agrees_with_ONNX_Runtime() => Check(WholeNetwork.Root());

    [Theory]
    [InlineData("segmentation", Explicit = true)]
    [InlineData("deeplab", Explicit = true)]
    [InlineData("ssdlite", Explicit = true)]
    [InlineData("embedding", Explicit = true)]
    public void An_example_agrees_with_ONNX_Runtime(string name) => Check(WholeNetwork.Example(name));

    /// <summary>The boxes of the detector's own outputs, and of ONNX Runtime's.</summary>
    [Fact]
    public void The_detector_finds_the_same_things_in_both()
    {
        var network = WholeNetwork.Example("ssdlite");
        var levels = AnchorLevel.CreateEvenlySpaced([new(10, 10), new(5, 5), new(3, 3), new(2, 2), new(1, 1), new(1, 1)], 0.2f, 0.95f, 2, 3);
        var detector = new SingleShotDetector([.. AnchorLevel.Generate(levels.AsSpan())], 21) { ScoreThreshold = 0.2f };
        var (expected, actual) = (OnnxPeer.Run(network.Shaped, network.Weights, network.Inputs), network.Run(new NetworkOptions()));
        var (reference, found) = (detector.Detect(expected[1], expected[0]), detector.Detect(actual[1], actual[0]));
        Assert.InRange(found.Length, 5, detector.MaxDetections);
        Assert.Equal(reference.Select(thing => thing.Class), found.Select(thing => thing.Class));
        Assert.All(
            reference.Zip(found).SelectMany(pair => Edges(pair.First.Box).Zip(Edges(pair.Second.Box))),
            edges => Assert.Equal(edges.First, edges.Second, 1e-3f));

        static float[] Edges(Box box) => [box.Left, box.Top, box.Right, box.Bottom];
    }

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
