using System.Text.Json;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What an operator was given, by the names of its parameters. What is asked for counts as read.</summary>
/// <param name="name">What new nodes are called.</param>
/// <param name="kind">The operator.</param>
/// <param name="sketch">The graph.</param>
/// <param name="given">The arguments, without those that are null.</param>
/// <param name="tensor">The tensors.</param>
internal sealed class KerasOperands(
    string name,
    KerasOperator kind,
    GraphSketch sketch,
    IReadOnlyDictionary<string, KerasArgument> given,
    Func<KerasSource, Value> tensor)
{
    private readonly NodeFacts _facts = new(
        kind.Says,
        given.ToDictionary(pair => pair.Key, pair => pair.Value is KerasLiteral literal ? literal.Value.DisplayText() : "a tensor", StringComparer.Ordinal));

    public string Name => name;

    public GraphSketch Sketch => sketch;

    /// <exception cref="ToolException">It was given what is not read.</exception>
    public Value Read()
    {
        var result = kind.Read(this);
        _facts.RequireTaken();
        return result;
    }

    public bool Has(string parameter) => Find(parameter) is not null;

    /// <summary>A tensor or a constant, of floats.</summary>
    public Value Value(string parameter) => Find(parameter) switch
    {
        null => throw new ToolException($"its {parameter} is missing."),
        var argument => Floats(Of(argument)),
    };

    /// <summary>A tensor or a constant, whose elements may be integers.</summary>
    public Value Elements(string parameter) => Find(parameter) is { } argument ? Of(argument) : throw new ToolException($"its {parameter} is missing.");

    /// <summary>Several tensors or constants.</summary>
    public IReadOnlyList<Value> Values(string parameter) => Find(parameter) switch
    {
        KerasList list => [.. list.Items.Select(item => Floats(Of(item)))],
        KerasLiteral { Value.ValueKind: JsonValueKind.Array } => throw new ToolException($"its {parameter} are constants."),
        _ => [Value(parameter)],
    };

    public JsonElement? Literal(string parameter) => Find(parameter) switch
    {
        null => null,
        KerasLiteral literal => literal.Value,
        _ => throw new ToolException($"its {parameter} is computed by the network; a constant is accepted."),
    };

    public IReadOnlyList<int>? Integers(string parameter)
    {
        if (Literal(parameter) is not { } value)
        {
            return null;
        }

        var numbers = KerasJson.Numbers(value);
        return numbers.Values.All(number => number == Math.Round(number))
            ? numbers.Integers()
            : throw new ToolException($"its {parameter} is {value.DisplayText()}; integers are accepted.");
    }

    public double Number(string parameter, double fallback) => Literal(parameter) is { } value ? KerasJson.Numbers(value).Number : fallback;

    public bool Flag(string parameter, bool fallback) => Literal(parameter) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.ValueKind == JsonValueKind.True
            : throw new ToolException($"its {parameter} is {value.DisplayText()}; true and false are accepted.")
        : fallback;

    public string Text(string parameter, string fallback) => Literal(parameter) is { } value
        ? value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ToolException($"its {parameter} is {value.DisplayText()}; a text is accepted.")
        : fallback;

    private KerasArgument? Find(string parameter)
    {
        _facts.Take(parameter);
        return given.GetValueOrDefault(parameter);
    }

    private Value Of(KerasArgument argument) => argument switch
    {
        KerasTensor one => tensor(one.Source),
        KerasLiteral literal => KerasJson.Numbers(literal.Value),
        _ => throw new ToolException("several tensors stand where one is accepted."),
    };

    private static Value Floats(Value value) => value.Element.IsFloat()
        ? value
        : throw new ToolException($"it computes with integers ({value.Element}); let a Rescaling layer make floats of them.");
}
