using MobileNetGen.Tool.Import.Reading;
using Xunit;

namespace MobileNetGen.Tool.Tests.Reading;

/// <summary>Nothing that a node says goes by in silence.</summary>
public sealed class NodeFactsTests
{
    private static readonly OperatorSignature s_signature = new("strides group", "storage_order=0 mode=linear|cubic trainable~");

    [Fact]
    public void WhatIsTakenIsNotLeftOver()
    {
        var facts = Of(("strides", "[2, 2]"), ("group", "1"));
        facts.Take("strides");
        facts.Take("group");
        facts.RequireTaken();
    }

    [Theory]
    [InlineData("group", "4", "its group is 4, which is not read here")]
    [InlineData("antialias", "1", "its antialias is 1, which is not known")]
    [InlineData("storage_order", "1", "its storage_order is 1; 0 is accepted")]
    [InlineData("mode", "nearest", "its mode is nearest; linear or cubic is accepted")]
    public void WhatIsLeftOverIsRefusedByName(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<ToolException>(() => Of((name, value)).RequireTaken()).Message);

    [Theory]
    [InlineData("storage_order", "0")]
    [InlineData("mode", "cubic")]
    [InlineData("trainable", "false")]
    public void WhatChangesNoAnswerMayBeSaid(string name, string value) => Of((name, value)).RequireTaken();

    [Fact]
    public void EverythingLeftOverIsListed() =>
        Assert.Equal(
            "its alpha is 1, which is not known; its beta is 2, which is not known",
            Assert.Throws<ToolException>(() => Of(("beta", "2"), ("alpha", "1")).RequireTaken()).Message);

    [Theory]
    [InlineData("dilations")]
    [InlineData("storage_order")]
    [InlineData("trainable")]
    public void AReaderTakesOnlyWhatItsSignatureListsAsRead(string name) =>
        Assert.Throws<InvalidOperationException>(() => Of().Take(name));

    private static NodeFacts Of(params (string Name, string Value)[] said) => new(s_signature, said.ToDictionary(fact => fact.Name, fact => fact.Value));
}
