using System.Text.Json.Nodes;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A model of Keras' layers that a test puts together, as a configuration of Keras 3 or 2 and weights by name.</summary>
internal sealed class TinyKerasModel(string version = "3.8.0")
{
    private readonly JsonArray _layers = [];
    private readonly List<(string, Constant)> _weights = [];
    private JsonNode _inputs = new JsonArray();

    /// <summary>An input of 4 × 4 × 3, or of another shape.</summary>
    public TinyKerasModel Input(string name = "image", params int[] shape)
    {
        var extents = new JsonArray([null, .. (shape.Length == 0 ? [4, 4, 3] : shape).Select(extent => (JsonNode?)extent)]);
        _layers.Add(new JsonObject
        {
            ["class_name"] =
            "InputLayer",
            ["config"] = new JsonObject { ["name"] = name, ["batch_shape"] = extents },
            ["name"] = name,
            ["inbound_nodes"] = new JsonArray()
        });
        ((JsonArray)_inputs).Add(new JsonArray(name, 0, 0));
        return this;
    }

    /// <summary>A layer that is called once.</summary>
    /// <param name="className">Keras' class.</param>
    /// <param name="name">Its name.</param>
    /// <param name="config">Members of its configuration.</param>
    /// <param name="calls">What each call reads: names of layers, with <c>:1</c> after a name for its second call.</param>
    /// <param name="arguments">Named arguments of each call.</param>
    /// <param name="module">Its module.</param>
    public TinyKerasModel Layer(string className, string name, string config, string[] calls, string arguments = "{}", string module = "keras.layers")
    {
        var members = JsonNode.Parse(config)!.AsObject();
        members["name"] = name;
        var nodes =
            calls.Select(call => (JsonNode)new JsonObject { ["args"] = new JsonArray(Operands(call.Split('+'))), ["kwargs"] = JsonNode.Parse(arguments) });
        _layers.Add(new JsonObject
        {
            ["module"] =
            module,
            ["class_name"] = className,
            ["config"] = members,
            ["name"] = name,
            ["inbound_nodes"] = new JsonArray([.. nodes])
        });
        return this;
    }

    /// <summary>An operator of keras.ops, whose operands are names of layers or numbers.</summary>
    public TinyKerasModel Operator(string className, string name, params string[] operands)
    {
        var arguments =
            operands.Select(operand => double.TryParse(operand, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : Tensor(operand));
        _layers.Add(new JsonObject
        {
            ["module"] = "keras.src.ops.numpy",
            ["class_name"] = className,
            ["config"] = new JsonObject { ["name"] = name },
            ["registered_name"] = className,
            ["name"] = name,
            ["inbound_nodes"] = new JsonArray(new JsonObject { ["args"] = new JsonArray([.. arguments]), ["kwargs"] = new JsonObject() }),
        });
        return this;
    }

    public TinyKerasModel Weight(string name, int[] shape, params float[] values)
    {
        _weights.Add((name, new Constant(
            shape,
            [.. (values.Length > 0 ? values : TinyOnnx.Numbers(shape.Aggregate(1, (product, extent) => product * extent))).Select(value => (double)value)])));
        return this;
    }

    public TinyKerasModel Inputs(JsonNode inputs)
    {
        _inputs = inputs;
        return this;
    }

    public JsonObject Config(params string[] outputs) => new()
    {
        ["name"] = "tiny",
        ["layers"] = _layers.DeepClone(),
        ["input_layers"] = _inputs.DeepClone(),
        ["output_layers"] = new JsonArray([.. outputs.Select(output => (JsonNode)new JsonArray(output, 0, 0))]),
    };

    public string Json(params string[] outputs) => new JsonObject { ["class_name"] = "Functional", ["config"] = Config(outputs) }.ToJsonString();

    public ImportedModel Import(params string[] outputs) => Import(new NamedKerasWeights(_weights), outputs);

    public ImportedModel Import(IKerasWeights weights, params string[] outputs) =>
        KerasImporter.Import(Json(outputs), _ => new KerasContext(weights, new KerasDialect(version, false), 1 << 20), null, "Keras");

    private static JsonNode Operands(string[] names) => names.Length == 1 ? Tensor(names[0]) : new JsonArray([.. names.Select(Tensor)]);

    private static JsonNode Tensor(string name) => new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["keras_history"] = new JsonArray(
            name.Split(':')[0],
            name.Contains(':') ? int.Parse(name.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) : 0,
            0)
        },
    };
}
