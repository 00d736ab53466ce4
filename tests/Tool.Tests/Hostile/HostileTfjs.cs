using System.Text;
using MobileNetGen.Tool.Tests.Formats;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>TensorFlow.js models that are well-formed, and made to keep their reader busy.</summary>
internal static class HostileTfjs
{
    private const int Many = 4000;
    private const string Shard = $"\"{TinyTfjs.ShardName}\"";

    public static Action ReadingItself() => Read([Node("a", "Add", "b", "b"), Node("b", "Relu", "a")]);

    public static Action BackToFront() =>
        Read([.. Enumerable.Range(1, Many).Reverse().Select(index => Node($"n{index}", "Sigmoid", index == 1 ? "image" : $"n{index - 1}")), Image]);

    public static Action WideInput() => Read([Image.Replace("\"4\"", "\"2147483647\"", StringComparison.Ordinal), Node("a", "Relu", "image")]);

    public static Action WideWeight() =>
        Read([Image, Node("a", "Relu", "image")], """{"name": "w", "shape": [2147483647, 2147483647, 2147483647], "dtype": "float32"}""");

    public static Action OneShardOften() =>
        Read([Image, Node("a", "Relu", "image")], "", shards: string.Join(',', Enumerable.Repeat(Shard, Many)), bytes: 1 << 20);

    public static Action OneWeightForAll() => Read(
        [Image, .. Enumerable.Range(0, Many).Select(index => Node($"m{index}", "MatMul", "image", "w"))],
        """{"name": "w", "shape": [1024, 1024], "dtype": "int32", "quantization": {"dtype": "uint8", "scale": 1, "min": 0}}""", bytes: 1 << 20);

    public static Action Brackets() => Tfjs(new string('[', 1 << 20), []);

    private const string Image = """{"name": "image", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": """
        + """[{"size": "1"}, {"size": "4"}, {"size": "4"}, {"size": "3"}]}}}}""";

    private static Action Read(IEnumerable<string> nodes, string weights = "", string shards = Shard, int bytes = 0) =>
        Tfjs(
            $$"""{"modelTopology": {"node": [{{string.Join(',', nodes)}}]}, "weightsManifest": [{"paths": [{{shards}}], "weights": [{{weights}}]}]}""",
            new byte[bytes]);

    private static Action Tfjs(string model, byte[] shard)
    {
        var file = Encoding.UTF8.GetBytes(model);
        return () => HostileFormat.Tfjs(file, shard);
    }

    private static string Node(string name, string kind, params string[] inputs) =>
        $$"""{"name": "{{name}}", "op": "{{kind}}", "input": [{{string.Join(',', inputs.Select(input => $"\"{input}\""))}}]}""";
}
