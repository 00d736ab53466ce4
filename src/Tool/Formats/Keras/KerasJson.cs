using System.Text.Json;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What Keras writes into JSON.</summary>
internal static class KerasJson
{
    private const int MaxDisplayed = 60;

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that is a text, or null.</summary>
    public static string? FindText(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()
        : null;

    /// <summary>The first member that is not null and not among those that are known, as <c>name is value</c>; null if there is none.</summary>
    public static string? Unknown(this JsonElement element, IReadOnlySet<string> known) => element.ValueKind != JsonValueKind.Object ? null
        : element.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null && !known.Contains(member.Name))
            .Select(member => $"{member.Name} is {member.Value.DisplayText()}")
            .FirstOrDefault();

    /// <summary>For messages.</summary>
    public static string DisplayText(this JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        return text.Length <= MaxDisplayed ? text : text[..MaxDisplayed] + "…";
    }

    /// <summary>
    /// Numbers as Python's values were written: a number, lists of lists of numbers, an array of numpy
    /// (<c>{"class_name": "__numpy__", "config": {"value": …}}</c>, before <c>{"type": "ndarray", "value": …}</c>), a tensor, a tuple.
    /// </summary>
    /// <exception cref="ToolException">They are no numbers, or lists of different lengths.</exception>
    public static Constant Numbers(JsonElement element)
    {
        var values = new List<double>();
        int[] shape = [.. Collect(element, values, 0)];
        return new Constant(shape, [.. values]);
    }

    private static IEnumerable<int> Collect(JsonElement element, List<double> values, int depth)
    {
        var numbers = Unwrapped(element);
        switch (numbers.ValueKind)
        {
            case JsonValueKind.Number:
                values.Add(numbers.GetDouble());
                return [];
            case JsonValueKind.Array when depth < Limits.MaxRank && numbers.GetArrayLength() > 0:
                int[][] shapes = [.. numbers.EnumerateArray().Select(item => Collect(item, values, depth + 1).ToArray())];
                return shapes.All(shape => shape.SequenceEqual(shapes[0])) && values.Count <= Limits.MaxElements
                    ? [shapes.Length, .. shapes[0]]
                    : throw new ToolException($"{element.DisplayText()} stands where numbers are accepted, in lists of one length.");
            default:
                throw new ToolException($"{element.DisplayText()} stands where numbers are accepted.");
        }
    }

    private static JsonElement Unwrapped(JsonElement element) => element.ValueKind != JsonValueKind.Object ? element : element.FindText("class_name") switch
    {
        "__numpy__" or "__tensor__" => element.Find("config")?.Find("value") ?? element,
        "__tuple__" => element.Find("items") ?? element,
        null when element.Find("type") is not null => element.Find("value") ?? element,
        _ => element,
    };
}
