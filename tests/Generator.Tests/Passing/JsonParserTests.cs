using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class JsonParserTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.25E-2", 0.0125)]
    [InlineData("123456789012", 123456789012)]
    public void Numbers_are_read_as_written(string text, double value) => Assert.Equal(new NumberNode(value), Single(text));

    [Theory]
    [InlineData("""  "a\"\\\/\b\f\n\r\tA"  """, "a\"\\/\b\f\n\r\tA")]
    [InlineData("""  "\ud83d\ude00 größe"  """, "😀 größe")]
    public void Texts_are_read_with_their_escapes(string text, string value) => Assert.Equal(new StringNode(value), Single(text));

    [Fact]
    public void Words_lists_and_objects_are_read() => Assert.Equal(
        new ArrayNode(EquatableArray.Of<Node>(
            new BooleanNode(true),
            new BooleanNode(false),
            new NullNode(),
            new ObjectNode(EquatableArray.Of(new Member("k", new ArrayNode(EquatableArray<Node>.Empty)))))),
        Single("""[true, false, null, { "k": [] }]"""));

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal(Passes.Parse("""{ "a": [1, 2], "b": 3 }"""), Passes.Parse("/* head */ { // first\n \"a\": [1, /* two */ 2,],\r\n\"b\": 3, } // end"));

    [Theory]
    [InlineData("", 0, "the file ends")]
    [InlineData("{", 1, "a key in quotes")]
    [InlineData("{ a: 1 }", 2, "a key in quotes")]
    [InlineData("{ \"a\" 1 }", 6, "a colon")]
    [InlineData("{ \"a\": 1 \"b\": 2 }", 9, "a comma or }")]
    [InlineData("{ \"a\": [1 2] }", 10, "a comma or ]")]
    [InlineData("{ \"a\": 01 }", 7, "needless 0")]
    [InlineData("{ \"a\": -01 }", 8, "needless 0")]
    [InlineData("{ \"a\": 1. }", 9, "a digit")]
    [InlineData("{ \"a\": +1 }", 7, "a value")]
    [InlineData("{ \"a\": .5 }", 7, "a value")]
    [InlineData("{ \"a\": 1e }", 9, "a digit")]
    [InlineData("{ \"a\": 1e999 }", 12, "out of range")]
    [InlineData("{ \"a\": NaN }", 7, "a value")]
    [InlineData("{ \"a\": True }", 7, "a value")]
    [InlineData("{ \"a\": truex }", 11, "a comma or }")]
    [InlineData("{ \"a\": \"b\nc\" }", 9, "closing quote")]
    [InlineData("{ \"a\": \"b", 9, "closing quote")]
    [InlineData("{ \"a\": \"\\x\" }", 9, "after a backslash")]
    [InlineData("{ \"a\": \"\\u00g0\" }", 9, "after a backslash")]
    [InlineData("{ \"a\": \"\\u 0a0\" }", 9, "after a backslash")]
    [InlineData("{ \"a\": 1 } x", 11, "the end of the file")]
    [InlineData("{ /* ", 2, "the end of a comment")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", 10, "\"a\" stands twice")]
    [InlineData("{ , }", 2, "a key in quotes")]
    [InlineData("{ \"a\": [,] }", 8, "a value")]
    public void What_is_not_JSON_is_shown_where_it_ends(string text, int offset, string said)
    {
        var problem = Assert.Single(JsonParser.Parse(text).Problems);
        Assert.Equal((ProblemKind.InvalidJson, new OffsetPlace(offset)), (problem.Kind, problem.Place));
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_limited_so_that_no_file_overflows_the_stack()
    {
        Passes.Parse("{ \"a\": " + new string('[', 63) + new string(']', 63) + " }");
        Assert.Contains("64 deep", Assert.Single(JsonParser.Parse("{ \"a\": " + new string('[', 1 << 20)).Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "[ 1, { \"b c\": \"x\" } ]")]
    [InlineData("a[0]", "1")]
    [InlineData("a[1].b c", "\"x\"")]
    [InlineData("[\"d.e\"]", "null")]
    [InlineData("@3", "true")]
    public void Every_path_has_its_range(string path, string expected) => Assert.Equal(expected, At(path));

    /// <summary>A network that a preset wrote has places that its text has not.</summary>
    [Theory]
    [InlineData("a[1].z[3].y", "{ \"b c\": \"x\" }")]
    [InlineData("a[7]", "[ 1, { \"b c\": \"x\" } ]")]
    [InlineData("a[-1]", "[ 1, { \"b c\": \"x\" } ]")]
    [InlineData("ab", "")]
    [InlineData("", "")]
    public void What_the_text_does_not_have_is_shown_at_what_holds_it(string path, string expected) => Assert.Equal(expected, At(path));

    private static string At(string path)
    {
        const string text = """{ "a": [ 1, { "b c": "x" } ], "d.e": null, "@3": true }""";
        var range = new TextPlaces(text).Find(path);
        return text.Substring(range.Start, range.Length);
    }

    private static Node Single(string text) => Passes.Parse($"{{ \"value\": {text} }}").Find("value")!;
}
