using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>What was probably meant is said, and nothing where nothing is near.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] s_known = ["conv", "depthwise", "pointwise", "globalAveragePool", "globalMaxPool", "relu", "relu6", "sub"];

    [Theory]
    [InlineData("cnov", "conv")]
    [InlineData("Conv", "conv")]
    [InlineData("conv2d", "conv")]
    [InlineData("depthwiseConv", "depthwise")]
    [InlineData("deptwise", "depthwise")]
    [InlineData("globalAvragePool", "globalAveragePool")]
    [InlineData("reul", "relu")]
    [InlineData("relu8", "relu")]
    [InlineData("lstm", null)]
    [InlineData("", null)]
    [InlineData("softplus", null)]
    public void The_nearest_name_is_meant(string found, string? meant)
    {
        Assert.Equal(meant, Suggestion.Of(found, s_known));
        Assert.Equal(meant is null, Suggestion.After(found, s_known).Length == 0);
    }

    [Fact]
    public void A_layer_kind() => Marked.Json(
        "MNG006",
        """{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [ { "kind": «"conv2d"» } ] }""",
        "Did you mean \"conv\"?");

    [Fact]
    public void A_key_of_a_layer() => Marked.Json(
        "MNG005",
        """{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [ { "kind": "conv", "filters": 4, "kernel": 3, "strides": «2» } ] }""",
        "Did you mean \"stride\"?");

    [Fact]
    public void A_value() => Marked.Json(
        "MNG007",
        """
        { "input": { "height": 8, "width": 8, "channels": 3 },
          "layers": [ { "kind": "conv", "filters": 4, "kernel": 3, "activation": «"reul6"» } ] }
        """,
        "Did you mean \"relu6\"?");

    [Fact]
    public void A_preset() => Marked.Json("MNG014", """{ "preset": «"mobilenetv2"» }""", "Did you mean \"mobilenet-v2\"?");
}
