using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>In a build, sentences name metadata, and not options of a command that nobody called.</summary>
public sealed class BuildSentenceTests
{
    [Theory]
    [InlineData("a/x.onnx: it is open; give --preprocess keras|unit|none, or another.", "it is open; give Preprocess=\"keras|unit|none\", or another.")]
    [InlineData("say them with --shape, as in --shape 1x224x224x3.", "say them with Shape, as in Shape=\"1x224x224x3\".")]
    [InlineData("give --preset mobilenet-v2 --flavor torchvision", "give Preset=\"mobilenet-v2\" Flavor=\"torchvision\"")]
    [InlineData("what follows can be left out with --outputs and --inputs.", "what follows can be left out with Outputs and Inputs.")]
    [InlineData("had with --outputs 'a b,it'\\''s', and", "had with Outputs=\"a b,it's\", and")]
    [InlineData("as in --signature serving_default.", "as in Signature=\"serving_default\".")]
    [InlineData("is read; --signature chooses another", "is read; Signature chooses another")]
    [InlineData("--dequantize computes the network with floats.", "Dequantize=\"true\" computes the network with floats.")]
    [InlineData("python -m tf2onnx.convert --opset 13 --output y.onnx", "python -m tf2onnx.convert --opset 13 --output y.onnx")]
    public void Options_become_metadata(string said, string expected) => Assert.Equal(expected, BuildSentence.Of(said, "a/x.onnx"));
}
