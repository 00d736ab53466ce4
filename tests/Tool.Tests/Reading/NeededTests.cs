using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Reading;

/// <summary>Of a model, only what the wanted outputs depend on is read.</summary>
public sealed class NeededTests
{
    /// <summary>image → conv → pool → scores → top, and conv → side.</summary>
    private static readonly (string Makes, string[] Reads)[] s_items =
    [
        ("conv", ["image"]), ("pool", ["conv"]), ("scores", ["pool"]), ("top", ["scores"]), ("side", ["conv"]),
    ];

    [Theory]
    [InlineData("scores", "image", "conv pool scores")]
    [InlineData("scores", "pool", "scores")]
    [InlineData("side scores", "image", "conv pool scores side")]
    [InlineData("image", "image", "")]
    public void OnlyWhatWantedNamesDependOnIsRead(string wanted, string given, string expected) => Assert.Equal(
        expected,
        string.Join(
            ' ',
            ReadingOrder.Needed(s_items, item => [item.Makes], item => item.Reads, wanted.Split(' '), name => name == given).Select(item => item.Makes)));

    [Fact]
    public void ItemsThatReadEachOtherComeToAnEnd() =>
        Assert.Equal(2, ReadingOrder.Needed([("a", "b"), ("b", "a")], item => [item.Item1], item => [item.Item2], ["a"], _ => false).Count);

    [Fact]
    public void ANameThatTheModelDoesNotHaveIsRefused() =>
        Assert.Contains(
            "--outputs names logits,",
            Assert.Throws<ToolException>(() => new ModelCut([], ["logits"]).OutputsOr([], name => name == "scores")).Message,
            StringComparison.Ordinal);
}
