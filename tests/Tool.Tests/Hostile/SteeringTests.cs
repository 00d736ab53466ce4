using System.Text.Json;
using MobileNetGen.Generator.Support;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>What steers a terminal, turns the direction of writing or hides comes out of no file as it is, whichever way it goes.</summary>
public sealed class SteeringTests : IDisposable
{
    private static readonly string[] s_steering =
    [
        "red\u001b[31m", "title\u001b]0;x\u0007", "c1\u009b31m", "nul\0end", "turn\u202Eoxe", "apart\u2066x\u2069", "back\b\b\b",
        "line\r\nnext", "next\u0085line", "hidden\u200bhere", "del\u007f",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. s_steering];

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_of_layers_are_spelled_wherever_they_are_shown(string name)
    {
        var network = _folder.File("net.json", Bytes($$"""
            { "name": {{Json(name)}}, "input": { "height": 4, "width": 4, "channels": 3 },
              "layers": [{ "kind": "conv", "name": {{Json(name)}}, "filters": 4, "kernel": 3 }] }
            """));
        DisplayText(ToolRun.Of("summary", network, "--schedule"));
        DisplayText(ToolRun.Of("bench", network, "--runs", "1"));
        DisplayText(ToolRun.Of("report", network, "-o", _folder.Path("report.html")));
        DisplayText(ToolRun.Of("emit", network, "-o", _folder.Path("code")));
        Assert.All(Directory.GetFiles(_folder.Path("code")).Append(_folder.Path("report.html")), file => Plain(File.ReadAllText(file)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_are_one_line_in_which_nothing_steers(string name)
    {
        var unknown = _folder.File("net.json", Bytes($$"""
            { {{Json(name)}}: 1, "input": { "height": 4, "width": 4, "channels": 3 }, "layers": [{ "kind": {{Json(name)}}, "inputs": [{{Json(name)}}] }] }
            """));
        Refused(ToolRun.Of("summary", unknown));
        Refused(ToolRun.Of("summary", _folder.Path(name.Replace("\0", "", StringComparison.Ordinal) + ".json")));
        Refused(ToolRun.Of("summary", unknown, "--" + name));
        Refused(ToolRun.Of("summary", unknown, "@" + name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_of_a_model_are_spelled_in_all_that_an_import_writes(string name)
    {
        var model = TinyOnnx.Model();
        foreach (var node in model.Graph.Node)
        {
            node.Name = name + node.Name;
        }

        model.ProducerName = name;
        model.Graph.Name = name;
        var file = _folder.File("model.onnx", Google.Protobuf.MessageExtensions.ToByteArray(model));
        var run = ToolRun.Of("import", file, "-o", _folder.Path("out"), "--preprocess", "unit", "--name", name);
        DisplayText(run);
        Assert.Equal(ToolProgram.Done, run.Exit);
        Plain(File.ReadAllText(_folder.Path("out/network.json")));
        Plain(File.ReadAllText(_folder.Path("out/import.md")));
        Assert.Equal(name, JsonElement.Parse(File.ReadAllBytes(_folder.Path("out/network.json"))).GetProperty("name").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operator_that_is_not_known_is_named_in_spelling(string name)
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[0].OpType = name;
        Refused(ToolRun.Of("import", _folder.File("model.onnx", Google.Protobuf.MessageExtensions.ToByteArray(model)), "-o", _folder.Path("out")));
    }

    [Fact]
    public void What_is_spelled_in_JSON_is_read_back_as_it_was() =>
        Assert.All(s_steering, name => Assert.Equal(name, JsonElement.Parse(JsonLine.Text(name)).GetString()));

    public void Dispose() => _folder.Dispose();

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static void Refused(ToolRun run)
    {
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
        DisplayText(run);
    }

    private static void DisplayText(ToolRun run)
    {
        Plain(run.Output);
        Plain(run.Errors);
    }

    private static void Plain(string text) => Assert.Equal(Visible.Lines(text), text.Replace("\r\n", "\n", StringComparison.Ordinal));
}
