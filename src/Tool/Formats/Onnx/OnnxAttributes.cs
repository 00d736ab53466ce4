using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;
using static MobileNetGen.Tool.Formats.Onnx.AttributeProto.Types;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The attributes of a node, each of which must be of the type that is asked for.</summary>
internal sealed class OnnxAttributes
{
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly NodeFacts _facts;
    private readonly OnnxScope _scope;

    /// <exception cref="ToolException">One is said twice.</exception>
    public OnnxAttributes(IEnumerable<AttributeProto> attributes, OperatorSignature signature, OnnxScope scope)
    {
        foreach (var attribute in attributes)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute))
            {
                throw new ToolException($"its {attribute.Name} is said twice.");
            }
        }

        _facts = new NodeFacts(signature, _attributes.ToDictionary(pair => pair.Key, pair => DisplayText(pair.Value)));
        _scope = scope;
    }

    public bool Has(string name) => _attributes.ContainsKey(name);

    public long? Integer(string name) => Find(name, AttributeType.Int)?.I;

    public double? Number(string name) => Find(name, AttributeType.Float)?.F;

    public string? Text(string name) => Find(name, AttributeType.String)?.S.ToStringUtf8();

    public IReadOnlyList<double>? Numbers(string name) => Find(name, AttributeType.Floats) is { } attribute
        ? [.. Few(name, attribute.Floats).Select(value => (double)value)]
        : null;

    public IReadOnlyList<long>? Integers(string name) => Find(name, AttributeType.Ints) is { } attribute ? Few(name, attribute.Ints) : null;

    public Constant? Tensor(string name) => Find(name, AttributeType.Tensor) is { T: { } tensor } ? _scope.Tensors.Read(tensor) : null;

    public GraphProto? Graph(string name) => Find(name, AttributeType.Graph)?.G;

    public void RequireTaken() => _facts.RequireTaken();

    private AttributeProto? Find(string name, AttributeType type)
    {
        _facts.Take(name);
        return !_attributes.TryGetValue(name, out var attribute) ? null
            : attribute.Type == type ? attribute
            : throw new ToolException($"its {name} is of the type {attribute.Type.ToString().ToUpperInvariant()}; "
                + $"{type.ToString().ToUpperInvariant()} is accepted.");
    }

    private static IReadOnlyList<T> Few<T>(string name, IReadOnlyList<T> numbers) => numbers.Count <= Limits.MaxNumbers
        ? numbers
        : throw new ToolException($"its {name} are {numbers.Count} numbers; {Limits.MaxNumbers} are accepted.");

    private static string DisplayText(AttributeProto attribute) => attribute.Type switch
    {
        AttributeType.Int => Invariant.Format(attribute.I),
        AttributeType.Float => Invariant.Format(attribute.F),
        AttributeType.String => attribute.S.Length <= 64 ? attribute.S.ToStringUtf8() : "a long text",
        AttributeType.Ints => First(attribute.Ints.Select(value => Invariant.Format(value))),
        AttributeType.Floats => First(attribute.Floats.Select(value => Invariant.Format(value))),
        var other => $"of the type {other.ToString().ToUpperInvariant()}",
    };

    private static string First(IEnumerable<string> values) => $"[{string.Join(", ", values.Take(8))}{(values.Skip(8).Any() ? ", …" : "")}]";
}
