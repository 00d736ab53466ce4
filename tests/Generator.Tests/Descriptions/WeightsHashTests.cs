using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Descriptions;

/// <summary>Which weights a description was imported with comes through all passes into the class.</summary>
public sealed class WeightsHashTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("""{ "weights": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "input": { "height": 4, "width": 4, "channels": 3 """
        + """}, "layers": [{ "kind": "relu" }] }""")]
    [InlineData(
        """{ "weights": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "preset": "mobilenet-v1", "width": 0.25, "resolution": 32 }""")]
    public void A_description_that_says_its_weights_makes_a_class_that_does(string json) =>
        Assert.Contains($"WeightsHash = \"{Hash}\",", Spine(json), StringComparison.Ordinal);

    [Fact]
    public void A_description_that_does_not_makes_one_that_does_not() =>
        Assert.DoesNotContain("WeightsHash", Spine(Passes.Network(4, 4, 3, """{ "kind": "relu" }""")), StringComparison.Ordinal);

    private static string Spine(string json) =>
        SpineEmitter.Emit(Passes.Program(json), new TypeDeclaration("N", Support.EquatableArray<string>.Empty, "class", "Net", ""));
}
