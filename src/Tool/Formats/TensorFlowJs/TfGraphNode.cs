using System.Text;
using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>An operator of a graph model with what flows into it. Attributes are TensorFlow's as JSON: integers and texts (base 64) as strings.</summary>
internal sealed class TfGraphNode
{
    private readonly JsonElement _attributes;
    private readonly Func<string, Value?> _find;

    public TfGraphNode(JsonElement json, GraphSketch sketch, Func<string, Value?> find)
    {
        Sketch = sketch;
        _find = find;
        Name = Text(json, "name");
        Operator = Text(json, "op");
        _attributes = json.TryGetProperty("attr", out var attributes) ? attributes : default;
        Sources = json.TryGetProperty("input", out var inputs) && inputs.ValueKind == JsonValueKind.Array
            ? [.. inputs.EnumerateArray().Select(input => input.GetString() ?? "").Where(input => !input.StartsWith('^'))]
            : [];
    }

    public string Name { get; }

    public string Operator { get; }

    public GraphSketch Sketch { get; }

    /// <summary>Names of operators; what counts beyond their first result is not read.</summary>
    public IReadOnlyList<string> Sources { get; }

    public Value Input(int index = 0) => index < Sources.Count
        ? _find(Sources[index]) is { } value ? Sketch.Reading(value) : throw new ToolException($"its input \"{Sources[index]}\" is made by no operator.")
        : throw new ToolException($"its input {index + 1} is missing.");

    public Constant Constant(int index) => Input(index) as Constant ?? throw new ToolException($"its input \"{Sources[index]}\" is computed by the network; a constant is accepted.");

    public string Text(string attribute, string fallback) => Attribute(attribute, "s") is { ValueKind: JsonValueKind.String } value ? Decoded(value) : fallback;

    public IReadOnlyList<string> Texts(string attribute) => [.. List(attribute, "s").Select(Decoded)];

    public bool Flag(string attribute) => Attribute(attribute, "b") is { ValueKind: JsonValueKind.True };

    public double Number(string attribute, double fallback) => Attribute(attribute, "f") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : fallback;

    public IReadOnlyList<int> Integers(string attribute) => [.. List(attribute, "i").Select(value => int.TryParse(value.ToString(), out var number) ? number : 0)];

    public IReadOnlyList<int> Shape(string attribute) =>
        Attribute(attribute, "shape") is { ValueKind: JsonValueKind.Object } shape && shape.TryGetProperty("dim", out var dims)
            ? [.. dims.EnumerateArray().Select(dim => dim.TryGetProperty("size", out var size) && int.TryParse(size.ToString(), out var extent) ? extent : 0)]
            : [];

    public Extent RowsAndColumns(string attribute) => Integers(attribute) switch
    {
        [] => Extent.One,
        [1, >= 1 and <= 1024 and var height, >= 1 and <= 1024 and var width, 1] => new Extent(height, width),
        var other => throw new ToolException($"its {attribute} are [{string.Join(", ", other)}]; 1 for batch and channels and 1 to 1024 for rows and columns are accepted."),
    };

    public Window Window(Extent kernel, string dilations)
    {
        if (Text("data_format", "NHWC") != "NHWC")
        {
            throw new ToolException($"its data_format is {Text("data_format", "")}; NHWC is accepted.");
        }

        var padding = Text("padding", "VALID") switch
        {
            "SAME" => Padding.Same,
            "VALID" => Padding.Valid,
            "EXPLICIT" when Integers("explicit_paddings") is [_, _, var top, var bottom, var left, var right, _, _] => Paddings.Of(top, bottom, left, right),
            var other => throw new ToolException($"its padding is {other}; SAME, VALID and EXPLICIT are accepted."),
        };
        return new Window(kernel, RowsAndColumns("strides"), RowsAndColumns(dilations), padding);
    }

    private static string Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new ToolException($"an operator has no {member}.");

    private static string Decoded(JsonElement text) => Encoding.UTF8.GetString(Convert.FromBase64String(text.GetString() ?? ""));

    private JsonElement? Attribute(string name, string kind) =>
        _attributes.ValueKind == JsonValueKind.Object && _attributes.TryGetProperty(name, out var attribute) && attribute.TryGetProperty(kind, out var value) ? value : null;

    private List<JsonElement> List(string attribute, string kind) =>
        Attribute(attribute, "list") is { ValueKind: JsonValueKind.Object } list && list.TryGetProperty(kind, out var values) ? [.. values.EnumerateArray()] : [];
}
