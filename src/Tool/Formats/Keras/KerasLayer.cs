using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A layer of a model's configuration with what flows into it.</summary>
internal sealed class KerasLayer(KerasEntry entry, KerasContext context, IReadOnlyList<Value> inputs)
{
    public string Name => entry.Name;

    public string Class => entry.Class;

    public GraphSketch Sketch => context.Sketch;

    public int KerasVersion => context.Version;

    public IReadOnlyList<Value> Inputs => inputs;

    /// <summary>What the layer was called with besides tensors, as operators of TensorFlow are.</summary>
    public JsonElement Arguments => entry.Arguments;

    public Value Input => inputs.Count > 0 ? inputs[0] : throw new ToolException("it has no input.");

    public bool Has(string key) => entry.Config.ValueKind == JsonValueKind.Object && entry.Config.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool Flag(string key, bool fallback) => Has(key) ? entry.Config.GetProperty(key).ValueKind == JsonValueKind.True : fallback;

    public double Number(string key, double fallback) => Has(key) && entry.Config.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : fallback;

    public int Integer(string key, int fallback) => (int)Math.Clamp(Number(key, fallback), int.MinValue, int.MaxValue);

    /// <summary>A text, or the name of an object that stands for one.</summary>
    public string Text(string key, string fallback) => !Has(key) ? fallback : entry.Config.GetProperty(key) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object } node when node.TryGetProperty("config", out var name) && name.ValueKind == JsonValueKind.String => name.GetString()!,
        _ => throw new ToolException($"its {key} is no text."),
    };

    /// <summary>Integers at any depth, in order: <c>[[0, 1], [0, 1]]</c> are four.</summary>
    public IReadOnlyList<int> Integers(string key) => Has(key) ? [.. Numbers(entry.Config.GetProperty(key)).Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))] : [];

    public IReadOnlyList<double> Numbers(string key) => Has(key) ? [.. Numbers(entry.Config.GetProperty(key))] : [];

    /// <summary>One integer for rows and columns, or two.</summary>
    public Extent Extent(string key, Extent fallback)
    {
        var extent = Integers(key) switch
        {
            [] => fallback,
            [var both] => new Extent(both, both),
            [var height, var width] => new Extent(height, width),
            var other => throw new ToolException($"its {key} has {other.Count} numbers; one or two are accepted."),
        };
        return extent.Height is >= 1 and <= 1024 && extent.Width is >= 1 and <= 1024 ? extent : throw new ToolException($"its {key} is {extent.Shown}; 1 to 1024 are accepted.");
    }

    public Window Window(string kernel) => new(
        Extent(kernel, Generator.Graph.Extent.One),
        Extent("strides", kernel == "pool_size" ? Extent(kernel, Generator.Graph.Extent.One) : Generator.Graph.Extent.One),
        Extent("dilation_rate", Generator.Graph.Extent.One),
        Text("padding", "valid") switch
        {
            "same" => Padding.Same,
            "valid" => Padding.Valid,
            var other => throw new ToolException($"its padding is {other}; same and valid are accepted."),
        });

    /// <param name="name">As Keras names it: <c>kernel</c>.</param>
    /// <param name="index">Its place among the layer's weights.</param>
    public Constant Weight(string name, int index) => context.Weights.Find(entry, name, index) is { } weight
        ? (Constant)Sketch.Reading(weight)
        : throw new ToolException($"its weight \"{name}\" is not in the file.");

    public void RequireChannelsLast()
    {
        if (Text("data_format", "channels_last") != "channels_last")
        {
            throw new ToolException("its data_format is channels_first; channels_last is accepted.");
        }
    }

    /// <summary>The network scales bytes itself.</summary>
    public void SayBytes()
    {
        if (Input is Symbol tensor && Sketch.Nodes[tensor.Node].Operation is Generator.Ops.Input)
        {
            context.Preprocess = PreprocessChoice.Bytes;
        }
    }

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };
}
