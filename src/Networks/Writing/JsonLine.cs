using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Networks.Writing;

/// <summary>JSON as people write it: an object on one line.</summary>
internal sealed class JsonLine
{
    private readonly List<string> _members = [];

    public JsonLine With(string key, string text) => Raw(key, Text(text));

    public JsonLine With(string key, double number) => Raw(key, Number(number));

    /// <summary>The shortest text that reads back as the same float.</summary>
    public JsonLine With(string key, float number) => Raw(key, Number(number));

    public JsonLine With(string key, bool flag) => Raw(key, flag ? "true" : "false");

    public JsonLine With(string key, IEnumerable<string> texts) => Raw(key, $"[{string.Join(", ", texts.Select(Text))}]");

    public JsonLine With(string key, IEnumerable<double> numbers) => Raw(key, $"[{string.Join(", ", numbers.Select(Number))}]");

    /// <summary>Keys as the generator writes them.</summary>
    public JsonLine With(IEnumerable<Member> keys)
    {
        foreach (var key in keys)
        {
            Raw(key.Key, Value(key.Value));
        }

        return this;
    }

    public JsonLine Raw(string key, string value)
    {
        _members.Add($"{Text(key)}: {value}");
        return this;
    }

    public bool IsEmpty => _members.Count == 0;

    public override string ToString() => $"{{ {string.Join(", ", _members)} }}";

    /// <summary>What is spelled to be readable is an escape of JSON as well.</summary>
    public static string Text(string text) => $"\"{Visible.Of(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString())}\"";

    private static string Value(Node node) => node switch
    {
        ArrayNode { Items: var items } => $"[{string.Join(", ", items.Select(Value))}]",
        NumberNode { Value: var number } => Number(number),
        StringNode { Value: var text } => Text(text),
        BooleanNode { Value: var flag } => flag ? "true" : "false",
        _ => throw new ArgumentException($"{node.DisplayText} is no value of a key.", nameof(node)),
    };

    public static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
