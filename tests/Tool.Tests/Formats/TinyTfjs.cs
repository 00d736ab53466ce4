using System.Text;
using System.Text.Json.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>The model of <see cref="TinyKeras"/> as TensorFlow.js has it: layers or a graph, and a shard beside it.</summary>
/// <param name="Model">The model.json.</param>
/// <param name="Shard">The weights.</param>
internal sealed record TinyTfjs(byte[] Model, byte[] Shard)
{
    public const string ShardName = "group1-shard1of1.bin";

    private const double Scale = 2.0 / 255;
    private const double Min = -1;

    public static TinyTfjs Layers(bool quantised = false) =>
        Write(new JsonObject { ["model_config"] = JsonNode.Parse(TinyKeras.Configuration) }, weight => $"{weight.Layer}/{weight.Name}", quantised);

    public static TinyTfjs Graph() => Write(
        new JsonObject
        {
            ["node"] = new JsonArray(
                Node(
                    "image",
                    "Placeholder",
                    [],
                    ("dtype", """{"type": "DT_FLOAT"}"""),
                    ("shape", """{"shape": {"dim": [{"size": "-1"}, {"size": "8"}, {"size": "8"}, {"size": "3"}]}}""")),
                Node("axes", "Const", []),
                Node(
                    "conv",
                    "_FusedConv2D",
                    ["image", "conv/kernel", "conv/bias"],
                    ("strides", """{"list": {"i": ["1", "2", "2", "1"]}}"""),
                    ("padding", Text("SAME")),
                    ("fused_ops", Texts("BiasAdd", "Relu"))),
                Node("bn", "FusedBatchNormV3", ["conv", "bn/gamma", "bn/beta", "bn/moving_mean", "bn/moving_variance"], ("epsilon", """{"f": 0.001}""")),
                Node("pool", "Mean", ["bn", "axes"]),
                Node("fc", "MatMul", ["pool", "fc/kernel"]),
                Node("logits", "BiasAdd", ["fc", "fc/bias"]),
                Node("scores", "Softmax", ["logits"])),
        },
        weight => $"{weight.Layer}/{weight.Name}",
        quantised: false,
        ("axes", [1, 2]));

    /// <summary>Writes both files into a folder.</summary>
    /// <returns>The model.json.</returns>
    public string WriteTo(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, ShardName), Shard);
        File.WriteAllBytes(Path.Combine(folder, "model.json"), Model);
        return Path.Combine(folder, "model.json");
    }

    /// <summary>What the quantised shards stand for.</summary>
    public static float Rounded(float value) => (float)(Min + (Scale * Quantised(value)));

    private static TinyTfjs Write(JsonObject topology, Func<TinyWeight, string> name, bool quantised, params (string Name, int[] Values)[] integers)
    {
        var entries = new JsonArray();
        var shard = new List<byte>();
        foreach (var weight in TinyKeras.Weights)
        {
            var entry = new JsonObject
            {
                ["name"] =
                name(weight),
                ["shape"] = new JsonArray([.. weight.Shape.Select(extent => (JsonNode)extent)]),
                ["dtype"] = "float32"
            };
            if (quantised)
            {
                entry["quantization"] = new JsonObject { ["dtype"] = "uint8", ["scale"] = Scale, ["min"] = Min };
            }

            entries.Add(entry);
            shard.AddRange(quantised ? weight.Values.Select(Quantised) : weight.Values.SelectMany(BitConverter.GetBytes));
        }

        foreach (var (constant, values) in integers)
        {
            entries.Add(new JsonObject { ["name"] = constant, ["shape"] = new JsonArray(values.Length), ["dtype"] = "int32" });
            shard.AddRange(values.SelectMany(BitConverter.GetBytes));
        }

        var model = new JsonObject
        {
            ["format"] = topology.ContainsKey("node") ? "graph-model" : "layers-model",
            ["modelTopology"] = topology,
            ["weightsManifest"] = new JsonArray(new JsonObject { ["paths"] = new JsonArray(ShardName), ["weights"] = entries }),
        };
        return new TinyTfjs(Encoding.UTF8.GetBytes(model.ToJsonString()), [.. shard]);
    }

    private static byte Quantised(float value) => (byte)Math.Round((value - Min) / Scale);

    private static JsonObject Node(string name, string kind, string[] inputs, params (string Name, string Json)[] attributes) => new JsonObject
    {
        ["name"] = name,
        ["op"] = kind,
        ["input"] = new JsonArray([.. inputs.Select(input => (JsonNode)input)]),
        ["attr"] = new JsonObject(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, JsonNode.Parse(attribute.Json)))),
    };

    private static string Text(string text) => $$"""{"s": "{{Base64(text)}}"}""";

    private static string Texts(params string[] texts) => $$"""{"list": {"s": [{{string.Join(", ", texts.Select(text => $"\"{Base64(text)}\""))}}] } }""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
