using System.Text;
using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>
/// An operator of a graph model with what flows into it. Attributes are TensorFlow's as JSON: integers and texts (base 64) as strings. What is
/// said and was not taken when the operator was read is refused.
/// </summary>
internal sealed class TfGraphNode
{
    private readonly JsonElement _attributes;
    private readonly Func<string, Value?> _find;
    private NodeFacts? _facts;
    private NodeInputs? _inputs;
    private ModelElementType _element = ModelElementType.Float32;

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

    /// <summary>Names of tensors: an operator's, and the number of its result where that is not the first. Inputs that only order are left out.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>What the operator makes.</summary>
    /// <exception cref="ToolException">It says what is not read, or what cannot be expressed.</exception>
    public IReadOnlyList<Value> Read(TfGraphOperator declared)
    {
        _facts = new NodeFacts(declared.Signature, Said());
        _inputs = new NodeInputs(declared.Inputs, [.. Sources.Select(_ => true)]);
        var values = declared.Read(this);
        _facts.RequireTaken();
        _inputs.RequireTaken();
        return [.. values.Select(value => value with { Element = _element })];
    }

    public bool Has(string input) => _inputs!.Find(input) is not null;

    /// <summary>An input that is computed with: real numbers.</summary>
    public Value Real(string input) => Real(_inputs!.Require(input));

    public IReadOnlyList<Value> Reals(string inputs) => [.. _inputs!.All(inputs).Select(Real)];

    /// <summary>An input whose elements come out as they are, integers too.</summary>
    public Value View(string input) => View(_inputs!.Require(input));

    /// <summary>Any number of those; their last one may be another input, which is left out.</summary>
    public IReadOnlyList<Value> Views(string inputs, int without = 0) => [.. _inputs!.All(inputs).SkipLast(without).Select(View)];

    /// <summary>The last of any number of inputs, as whole numbers.</summary>
    public int[] LastIntegers(string inputs) => Known(_inputs!.All(inputs) is [.., var last] ? last : _inputs.Require(inputs)).Integers();

    /// <summary>Real numbers that must be known at import.</summary>
    public Constant Constant(string input) => Real(input) as Constant ?? throw Computed(_inputs!.Require(input));

    /// <summary>Whole numbers that must be known at import: axes, extents, margins.</summary>
    public int[] Integers(string input)
    {
        var constant = Known(_inputs!.Require(input));
        return constant.Element.IsInteger() ? constant.Integers() : throw new ToolException($"its {input} is {constant.Element}; whole numbers are accepted.");
    }

    public IReadOnlyList<int> ShapeOf(string input) => ValueAt(_inputs!.Require(input)).Shape;

    /// <summary>Says what the elements of the result are, where they are not those of what it is made of.</summary>
    public T As<T>(T value, ModelElementType element)
        where T : Value
    {
        _element = element;
        return value;
    }

    /// <summary>The element type that an attribute names.</summary>
    /// <exception cref="ToolException">It is no type that is read.</exception>
    public ModelElementType Type(string attribute) => Attribute(attribute, "type")?.ToString() switch
    {
        "DT_FLOAT" => ModelElementType.Float32,
        "DT_INT32" => ModelElementType.Int32,
        "DT_UINT8" => ModelElementType.UInt8,
        "DT_BOOL" => ModelElementType.Bool,
        var other => throw new ToolException($"its {attribute} is {other}; DT_FLOAT, DT_INT32, DT_UINT8 and DT_BOOL are accepted."),
    };

    public string Text(string attribute, string fallback) => Attribute(attribute, "s") is { ValueKind: JsonValueKind.String } value ? Decoded(value) : fallback;

    public IReadOnlyList<string> Texts(string attribute) => [.. List(attribute, "s").Select(Decoded)];

    public bool Flag(string attribute) => Attribute(attribute, "b") is { ValueKind: JsonValueKind.True };

    public double Number(string attribute, double fallback) => Attribute(attribute, "f") is { ValueKind: JsonValueKind.Number } value
        ? value.GetDouble()
        : fallback;

    public int Integer(string attribute, int fallback) => Attribute(attribute, "i") is { } value ? Whole(attribute, value) : fallback;

    public IReadOnlyList<int> List(string attribute) => [.. List(attribute, "i").Select(value => Whole(attribute, value))];

    /// <summary>Extents, −1 where they are open.</summary>
    public IReadOnlyList<int> Shape(string attribute) =>
        Attribute(attribute, "shape") is { ValueKind: JsonValueKind.Object } shape && shape.TryGetProperty("dim", out var dims)
            ? [.. dims.EnumerateArray().Select(dim => dim.TryGetProperty("size", out var size) ? Whole(attribute, size) : 0)]
            : [];

    public Extent RowsAndColumns(string attribute) => List(attribute) switch
    {
        [] => Extent.One,
        [1, >= 1 and <= 1024 and var height, >= 1 and <= 1024 and var width, 1] => new Extent(height, width),
        var other => throw new ToolException(
            $"its {attribute} are [{string.Join(", ", other)}]; 1 for batch and channels and 1 to 1024 for rows and columns are accepted."),
    };

    public Window Window(Extent kernel, bool isDilated)
    {
        RequireChannelsLast();
        var explicitly = List("explicit_paddings");
        var padding = (Text("padding", "VALID"), explicitly) switch
        {
            ("SAME", []) => Padding.Same,
            ("VALID", []) => Padding.Valid,
            ("EXPLICIT", [0, 0, var top, var bottom, var left, var right, 0, 0]) => Paddings.Of(top, bottom, left, right),
            var (other, _) => throw new ToolException($"its padding is {other} with [{string.Join(", ", explicitly)}]; SAME, "
                + "VALID and EXPLICIT of pixels are accepted."),
        };
        return new Window(kernel, RowsAndColumns("strides"), isDilated ? RowsAndColumns("dilations") : Extent.One, padding);
    }

    public void RequireChannelsLast()
    {
        if (Text("data_format", "NHWC") is not "NHWC" and var order)
        {
            throw new ToolException($"its data_format is {order}; NHWC is accepted.");
        }
    }

    private Dictionary<string, string> Said() => _attributes.ValueKind != JsonValueKind.Object
        ? []
        : _attributes.EnumerateObject().Where(attribute => !attribute.Name.StartsWith('_'))
            .ToDictionary(attribute => attribute.Name, attribute => DisplayText(attribute.Value), StringComparer.Ordinal);

    private static string DisplayText(JsonElement value)
    {
        var members = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().ToList() : [];
        return members is not [var only] ? value.ToString()
            : only.Name == "s" && only.Value.ValueKind == JsonValueKind.String ? Decoded(only.Value)
            : only.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? only.Value.GetRawText() : only.Value.ToString();
    }

    private Value ValueAt(int place) => _find(Sources[place]) is { } value
        ? Sketch.Reading(value)
        : throw new ToolException($"its input \"{Sources[place]}\" is made by no operator.");

    private Value Real(int place) => ValueAt(place) is var value && value.Element.IsFloat()
        ? value
        : throw new ToolException($"its input \"{Sources[place]}\" is {value.Element}; floats are accepted.");

    private Value View(int place)
    {
        var value = ValueAt(place);
        _element = value.Element;
        return value;
    }

    private Constant Known(int place) => ValueAt(place) as Constant ?? throw Computed(place);

    private ToolException Computed(int place) => new($"its input \"{Sources[place]}\" is computed by the network; a constant is accepted.");

    private static int Whole(string attribute, JsonElement value) => int.TryParse(value.ToString(), out var number)
        ? number
        : throw new ToolException($"its {attribute} says \"{value}\"; whole numbers are accepted.");

    private static string Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new ToolException($"an operator has no {member}.");

    private static string Decoded(JsonElement text) => Encoding.UTF8.GetString(Convert.FromBase64String(text.GetString() ?? ""));

    private JsonElement? Attribute(string name, string kind)
    {
        _facts?.Take(name);
        return _attributes.ValueKind == JsonValueKind.Object
            && _attributes.TryGetProperty(name, out var attribute)
            && attribute.TryGetProperty(kind, out var value)
            ? value
            : null;
    }

    private List<JsonElement> List(string attribute, string kind) =>
        Attribute(attribute, "list") is { ValueKind: JsonValueKind.Object } list && list.TryGetProperty(kind, out var values)
            ? [.. values.EnumerateArray()]
            : [];
}
