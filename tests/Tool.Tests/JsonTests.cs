using System.Text.Json;
using MobileNetGen.Tool.Tests.Batch;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>What programs read: with <c>--json</c> a command prints JSON and nothing else, with the numbers that its tables have.</summary>
public sealed class JsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_summary_has_every_layer_and_blocks_where_they_are_asked_for()
    {
        var network = Import();
        var summary = Json("summary", network);
        Assert.Equal("tiny", summary.GetProperty("name").GetString());
        var layers = summary.GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal(summary.GetProperty("parameters").GetInt64(), layers.Sum(layer => layer.GetProperty("parameters").GetInt64()));
        Assert.Equal(summary.GetProperty("multiplyAdds").GetInt64(), layers.Sum(layer => layer.GetProperty("multiplyAdds").GetInt64()));
        Assert.Equal([4, 4, 4], layers[1].GetProperty("output").EnumerateArray().Select(extent => extent.GetInt32()));
        Assert.False(summary.TryGetProperty("blocks", out _));
        Assert.NotEmpty(Json("summary", network, "--schedule").GetProperty("blocks").EnumerateArray());
    }

    [Fact]
    public void A_run_has_the_best_numbers_with_labels_for_each_input()
    {
        var network = Import();
        var labels = _folder.File("names.txt", "a\nb\nc\nd\ne\n"u8.ToArray());
        string[] images = [_folder.File("0.bmp", Photos.Small(0)), _folder.File("1.bmp", Photos.Small(1))];
        var runs = Json(["run", network, "--labels", labels, "--input", .. images]).EnumerateArray().ToList();
        Assert.Equal(["0.bmp", "1.bmp"], runs.Select(run => run.GetProperty("input").GetString()));
        var best = runs[1].GetProperty("outputs")[0].GetProperty("best").EnumerateArray().ToList();
        Assert.Equal(1, best.Sum(row => row.GetProperty("score").GetDouble()), 1e-5);
        Assert.All(best, row => Assert.Equal("abcde"[row.GetProperty("index").GetInt32()].ToString(), row.GetProperty("label").GetString()));

        var both = ToolRun.Of("run", network, "--input", images[0], "--output", _folder.Path("y.npy"), "--json");
        Assert.Equal(ToolProgram.Misused, both.Exit);
        Assert.Contains("one of the two is accepted", both.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verification_says_which_tensor_departs_and_its_exit_code_too()
    {
        var network = Import();
        var model = TinyOnnx.Model();
        model.Graph.Initializer[^1] = Tool.Export.Nodes.Floats("fc.bias", [9, 0, 0, 0, 0], 5);
        var other = _folder.File("other.onnx", Google.Protobuf.MessageExtensions.ToByteArray(model));
        var run = ToolRun.Of("verify", network, "--against", other, "--json");
        Assert.Equal(ToolProgram.CheckFailed, run.Exit);
        var failed = Parse(run.Output);
        Assert.False(failed.GetProperty("agrees").GetBoolean());
        Assert.Equal("output", failed.GetProperty("networks")[0].GetProperty("departs").GetProperty("tensor").GetString());

        var passed = Json("verify", network, "--against", _folder.Path("tiny.onnx"), "--inner");
        Assert.True(passed.GetProperty("agrees").GetBoolean());
        Assert.True(passed.GetProperty("networks")[0].GetProperty("tensors").GetArrayLength() > 1);
    }

    [Fact]
    public void A_measurement_has_milliseconds()
    {
        var bench = Json("bench", Import(), "--runs", "3");
        Assert.Equal(3, bench.GetProperty("runs").GetInt32());
        Assert.InRange(bench.GetProperty("fastest").GetDouble(), 1e-9, bench.GetProperty("median").GetDouble());
    }

    [Fact]
    public void A_classification_ends_with_accuracy_and_has_no_bar()
    {
        var tiny = new TinyClassifier(_folder, "ant\nbee\ncat\ndog\neft");
        for (var index = 0; index < 5; index++)
        {
            _folder.File($"val/ant/{index}.bmp", Photos.Small(index));
        }

        var said = Parse(tiny.Done(_folder.Path("val"), _folder.Path("out.jsonl"), "--json"));
        Assert.Equal(5, said.GetProperty("known").GetInt32());
        Assert.Equal(1, said.GetProperty("top5").GetDouble());
        Assert.Equal(5, said.GetProperty("answers").EnumerateArray().Sum(answer => answer.GetProperty("images").GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement Json(params string[] arguments)
    {
        var run = ToolRun.Of([.. arguments, "--json"]);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        return Parse(run.Output);
    }

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;

    private string Import()
    {
        Assert.Equal(
            ToolProgram.Done,
            ToolRun.Of("import", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", _folder.Path("out"), "--preprocess", "keras").Exit);
        return _folder.Path("out/network.json");
    }
}
