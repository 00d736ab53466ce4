using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A layer of a model's configuration with what flows into it. What is asked of its configuration counts as read.</summary>
internal sealed class KerasLayer
{
    private readonly KerasContext _context;
    private readonly NodeFacts _facts;

    public KerasLayer(KerasEntry entry, KerasKind kind, KerasContext context, IReadOnlyList<Value> inputs, string? name = null)
    {
        (Entry, Kind, _context, Inputs, Name) = (entry, kind, context, inputs, name ?? entry.Name);
        var said = entry.Config.ValueKind == JsonValueKind.Object
            ? entry.Config.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            : [];
        _facts = new NodeFacts(
            kind.Says,
            said.GroupBy(member => member.Name).ToDictionary(group => group.Key, group => group.Last().Value.DisplayText(), StringComparer.Ordinal));
        _facts.Take("dtype");
        Policy = KerasPolicy.Of(entry.Config);
        Policy.Require();
    }

    public KerasEntry Entry { get; }

    public KerasKind Kind { get; }

    public KerasPolicy Policy { get; }

    /// <summary>What new nodes are called.</summary>
    public string Name { get; }

    public GraphSketch Sketch => _context.Sketch;

    public KerasDialect Dialect => _context.Dialect;

    public bool IsMerged => _context.Weights.IsMerged;

    public IReadOnlyList<Value> Inputs { get; }

    public Value Input => Inputs is [var only] ? only : throw new ToolException($"it reads {Inputs.Count} tensors; one is accepted.");

    /// <summary>The only input, which the network must compute.</summary>
    public Symbol Tensor => Input as Symbol ?? throw new ToolException("its input is a constant.");

    /// <summary>What the layer makes of its inputs.</summary>
    /// <exception cref="ToolException">Its configuration says what is not read.</exception>
    public Value Read()
    {
        if (!Kind.TakesIntegers && Inputs.FirstOrDefault(input => !input.Element.IsFloat()) is { } integers)
        {
            throw new ToolException($"it reads integers ({integers.Element}); let a Rescaling layer make floats of them.");
        }

        var result = Kind.Read(this);
        _facts.RequireTaken();
        return result;
    }

    public JsonElement? Find(string key)
    {
        _facts.Take(key);
        return Entry.Config.Find(key);
    }

    public bool Has(string key) => Find(key) is not null;

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw new ToolException($"its {key} is {other.DisplayText()}; true and false are accepted."),
    };

    public double Number(string key, double fallback) => Find(key) is { } value ? KerasJson.Numbers(value).Number : fallback;

    public int Integer(string key, int fallback) => Integers(key) switch
    {
        [] => fallback,
        [var only] => only,
        _ => throw new ToolException($"its {key} is {Find(key)!.Value.DisplayText()}; one integer is accepted."),
    };

    public string Text(string key, string fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => throw new ToolException($"its {key} is {other.DisplayText()}; a text is accepted."),
    };

    /// <summary>Numbers, or null where there are none.</summary>
    public Constant? Numbers(string key) => Find(key) is { } value ? KerasJson.Numbers(value) : null;

    /// <summary>Integers at any depth, in order: <c>[[0, 1], [0, 1]]</c> are four.</summary>
    /// <exception cref="ToolException">They are no integers.</exception>
    public IReadOnlyList<int> Integers(string key)
    {
        if (Find(key) is not { } value || value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() == 0)
        {
            return [];
        }

        var numbers = KerasJson.Numbers(value);
        return numbers.Values.All(number => number == Math.Round(number))
            ? numbers.Integers()
            : throw new ToolException($"its {key} is {value.DisplayText()}; integers are accepted.");
    }

    /// <summary>One integer for rows and columns, or two.</summary>
    public Extent Extent(string key, Extent fallback, int most = 1024)
    {
        var extent = Integers(key) switch
        {
            [] => fallback,
            [var both] => new Extent(both, both),
            [var height, var width] => new Extent(height, width),
            var other => throw new ToolException($"its {key} has {other.Count} numbers; one or two are accepted."),
        };
        return extent.Height >= 1 && extent.Height <= most && extent.Width >= 1 && extent.Width <= most
            ? extent
            : throw new ToolException($"its {key} is {extent.DisplayText}; 1 to {most} are accepted.");
    }

    /// <summary>Where the layer takes the channels to be.</summary>
    public AxisOrder Order => Text("data_format", "channels_last") switch
    {
        "channels_last" => AxisOrder.Nhwc,
        "channels_first" => AxisOrder.Nchw,
        var other => throw new ToolException($"its data_format is {other}; channels_last and channels_first are accepted."),
    };

    /// <exception cref="ToolException">The file does not have the weight.</exception>
    public Constant Weight(string name)
    {
        var variables = Kind.Variables(Entry.Config, _context.Weights.IsMerged);
        var variable = variables.FirstOrDefault(known => known.Name == name) ?? throw new ToolException($"it has no weight {name}.");
        var value = _context.Weights.Read(Entry, variables, variable);
        Sketch.Charge(value);

        // What is computed of weights is not rounded to the type that they are kept in.
        return (Constant)Sketch.Reading(value) with { Element = ModelElementType.Float32 };
    }

    /// <summary>Draws a layer that this one holds, such as its activation.</summary>
    public Value Held(KerasEntry entry, KerasKind kind, Value input, string name) => new KerasLayer(entry, kind, _context, [input], name).Read();

    /// <summary>The network scales bytes itself.</summary>
    public void SayBytes()
    {
        if (Input is Symbol tensor && Sketch.Nodes[tensor.Node].Operation is Generator.Ops.Input)
        {
            _context.Preprocess = PreprocessChoice.Bytes;
        }
    }
}
