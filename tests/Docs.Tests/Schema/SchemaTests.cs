using System.Text.Json;
using Json.Schema;
using MobileNetGen.Docs.Tests.Writing;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using Xunit;

namespace MobileNetGen.Docs.Tests.Schema;

/// <summary>Editors check descriptions by the schema, the generator by its reader; both must say the same.</summary>
public sealed class SchemaTests
{
    private static readonly Lazy<JsonSchema> s_schema = new(() => JsonSchema.FromText(SchemaWriter.Write()));

    public static TheoryData<string> Descriptions =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts" or "schema" or "TestResults"))
            .Where(path => File.ReadAllText(Path.Combine(Repository.Root, path)) is var text
                && (text.Contains("\"layers\"", StringComparison.Ordinal) || text.Contains("\"preset\"", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_schema_is_what_the_readers_lists_say() =>
        WrittenFile.Verify(Path.Combine(Repository.Root, "schema", "network.schema.json"), SchemaWriter.Write());

    [Theory, MemberData(nameof(Descriptions))]
    public void Every_description_of_the_repository_is_valid(string path) =>
        Assert.Equal((true, true), Verdicts(File.ReadAllText(Path.Combine(Repository.Root, path))));

    [Theory]
    [InlineData("""{ "kind": "conv", "filters": 4, "stride": [2, 1], "padding": "symmetric", "activation": "hardSwish" }""")]
    [InlineData("""{ "kind": "depthwise", "padding": [0, 1, 0, 1], "epsilon": 0.00001, "batchNorm": true }""")]
    [InlineData("""{ "kind": "relu", "name": "r", "inputs": ["input"], "repeat": 2 }""")]
    public void Both_accept_the_layer(string layer) => Assert.Equal((true, true), Verdicts(Network(layer)));

    [Theory]
    [InlineData("""{ "kind": "lstm" }""")]
    [InlineData("""{ "filters": 4 }""")]
    [InlineData("""{ "kind": "conv" }""")]
    [InlineData("""{ "kind": "conv", "filters": 0 }""")]
    [InlineData("""{ "kind": "conv", "filters": 4.5 }""")]
    [InlineData("""{ "kind": "conv", "filters": "4" }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "strides": 2 }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": [3] }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "padding": "full" }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "padding": [0, 0, 0, -1] }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "epsilon": -1 }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "bias": "yes" }""")]
    [InlineData("""{ "kind": "conv", "filters": 4, "activation": "selu" }""")]
    [InlineData("""{ "kind": "relu", "name": "" }""")]
    [InlineData("""{ "kind": "relu", "inputs": "input" }""")]
    [InlineData("""{ "kind": "relu", "repeat": null }""")]
    [InlineData("7")]
    public void Both_refuse_the_layer(string layer) => Assert.Equal((false, false), Verdicts(Network(layer)));

    [Theory]
    [InlineData("""{ "preset": "mobilenet-v1", "width": 0.5, "resolution": 160, "classes": 10, "name": "N", "$schema": "s" }""", true)]
    [InlineData("""{ "preset": "mobilenet-v1", "weights": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }""", true)]
    [InlineData("""{ "preset": "mobilenet-v1", "weights": "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF" }""", false)]
    [InlineData("""{ "preset": "mobilenet-v1", "weights": "weights.safetensors" }""", false)]
    [InlineData("""{ "preset": "mobilenet-v9" }""", false)]
    [InlineData("""{ "preset": "mobilenet-v1", "width": 0 }""", false)]
    [InlineData("""{ "preset": "mobilenet-v1", "resolution": 31 }""", false)]
    [InlineData("""{ "layers": [ { "kind": "relu" } ] }""", false)]
    [InlineData("""{ "input": { "height": 8, "width": 8 }, "layers": [ { "kind": "relu" } ] }""", false)]
    [InlineData("""{ "input": { "height": 8, "width": 8, "channels": 3 } }""", false)]
    [InlineData("""{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [] }""", false)]
    [InlineData("""{ "input": { "height": 8, "width": 8, "channels": 3, "preprocess": { "order": "rgba" } }, "layers": [ { "kind": "relu" } ] }""", false)]
    [InlineData(
        """{ "input": { "height": 8, "width": 8, "channels": 3, "preprocess": { "deviation": [1, 1, 0] } }, "layers": [ { "kind": "relu" } ] }""",
        false)]
    [InlineData("""{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [ { "kind": "relu" } ], "author": "me" }""", false)]
    public void Both_judge_the_network_alike(string json, bool isValid) => Assert.Equal((isValid, isValid), Verdicts(json));

    public static TheoryData<string, string> RequiredKeys =>
        [.. LayerKinds.All.SelectMany(kind => kind.Properties.Select(property => new TheoryDataRow<string, string>(kind.Name, property.Name)))];

    /// <summary>A key is missed by the reader if and only if it is marked as required, so that schema and reference say it too.</summary>
    [Theory, MemberData(nameof(RequiredKeys))]
    public void A_key_is_missed_where_it_is_required(string kindName, string keyName)
    {
        var kind = LayerKinds.Find(kindName)!;
        var key = kind.Properties.First(property => property.Name == keyName);
        var others = kind.Properties.Where(property => property.IsRequired && property != key).Select(property => $", \"{property.Name}\": 8");
        var parsed = JsonParser.Parse(Network($$"""{ "kind": "{{kindName}}"{{string.Concat(others)}} }""")).Value!;
        var problems = DescriptionReader.Read(parsed, "Net").Then(GraphBuilder.Build).Problems;
        Assert.Equal(key.IsRequired, problems.Any(problem => problem.Message.StartsWith($"\"{keyName}\" is missing", StringComparison.Ordinal)));
    }

    /// <summary>The schema's verdict and the reader's.</summary>
    private static (bool Schema, bool Reader) Verdicts(string json)
    {
        using var document = JsonDocument.Parse(json);
        var compiled = JsonParser.Parse(json).Then(root => NetworkCompiler.Graph(root, "Net"));
        return (s_schema.Value.Evaluate(document.RootElement).IsValid, compiled.Value is not null);
    }

    private static string Network(string layer) => $$"""{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [ {{layer}} ] }""";
}
