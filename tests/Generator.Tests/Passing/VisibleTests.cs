using MobileNetGen.Generator.Support;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Text out of files is shown as what it is.</summary>
public sealed class VisibleTests
{
    [Theory]
    [InlineData("größe 日本 \u2192 👍 क\u200dष\t.", "größe 日本 \u2192 👍 क\u200dष\t.")]
    [InlineData("\u001b[31mred\u0007", "\\u001b[31mred\\u0007")]
    [InlineData("a\r\nb\u0085c\u2028d", "a\\u000d\\u000ab\\u0085c\\u2028d")]
    [InlineData("user\u202Enimda", "user\\u202enimda")]
    [InlineData("\u2066x\u2069 \u200f\u061c", "\\u2066x\\u2069 \\u200f\\u061c")]
    [InlineData("tag\U000E0041", "tag\\udb40\\udc41")]
    [InlineData("", "")]
    public void What_hides_or_steers_is_spelled(string text, string shown) => Assert.Equal(shown, Visible.Of(text));

    [Fact]
    public void Halves_of_pairs_are_spelled()
    {
        const string halves = "\ud83d \udc4d \ud83d\ud83d\udc4d";
        Assert.Equal("\\ud83d \\udc4d \\ud83d👍", Visible.Of(halves));
        Assert.Equal([true, true, false, false, false], new[] { "", "👍", "\ud83d", "\udc4d\ud83d", halves }.Select(Visible.IsWellFormed));
    }

    [Fact]
    public void Breaks_between_lines_stay() => Assert.Equal("a\nb\\u001b\nc", Visible.Lines("a\r\nb\u001b\nc"));

    [Fact]
    public void A_text_of_any_length_is_cut_between_characters()
    {
        Assert.Equal(new string('a', 80), Visible.Short(new string('a', 80)));
        Assert.Equal(new string('a', 79) + "…", Visible.Short(new string('a', 79) + "👍"));
    }

    [Fact]
    public void Of_many_names_the_first_are_shown_and_the_rest_is_counted()
    {
        Assert.Equal("a, b", Visible.List(["a", "b"]));
        Assert.EndsWith("n19 and 1,980 more", Visible.List([.. Enumerable.Range(0, 2000).Select(index => $"n{index}")]), StringComparison.Ordinal);
    }
}
