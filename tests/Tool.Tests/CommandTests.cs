using Google.Protobuf;
using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>The command line from a model file to numbers, and what it says of what is wrong.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_model_is_imported_and_run_and_its_output_is_an_array()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 3, 8, 8], TinyOnnx.Numbers(192)));
        var run = ToolRun.Of("run", network, "--input", _folder.Path("x.npy"), "--layout", "nchw", "--output", _folder.Path("y.npy"));
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        var output = NpyFile.Read(_folder.Path("y.npy"));
        Assert.Equal([1, 5], output.Shape);
        Assert.Equal(1, output.Values.Sum(), 1e-5f);
    }

    [Fact]
    public void The_order_of_an_arrays_axes_is_asked_for_and_not_guessed()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 8, 8, 3], TinyOnnx.Numbers(192)));
        var run = ToolRun.Of("run", network, "--input", _folder.Path("x.npy"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("--layout", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_passes_against_the_model_and_names_the_first_layer_that_departs()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        Assert.Equal(ToolProgram.Done, ToolRun.Of("verify", network, "--against", _folder.Path("tiny.onnx"), "--inner").Exit);
        var changed = TinyOnnx.Model();
        changed.Graph.Initializer[4] = Tool.Export.Nodes.Floats(
            "dw.weight",
            [.. TinyOnnx.Numbers(36).Select((value, index) => index == 20 ? value + 1 : value)],
            4,
            1,
            3,
            3);
        var run = ToolRun.Of("verify", network, "--against", _folder.File("changed.onnx", changed.ToByteArray()), "--inner");
        Assert.Equal(ToolProgram.CheckFailed, run.Exit);
        Assert.StartsWith("error: dw departs first", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean \"summary\"?", "sumary", "network.json")]
    [InlineData("Did you mean \"--schedule\"?", "summary", "network.json", "--shedule")]
    [InlineData("Did you mean \"--threads\"?", "bench", "network.json", "--thread=2")]
    public void A_slip_in_a_command_or_an_option_is_answered_with_what_was_meant(string expected, params string[] arguments)
    {
        var run = ToolRun.Of(arguments);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    /// <summary>One weight of a real network's middle.</summary>
    [Fact]
    public void A_changed_weight_is_found_in_the_layer_that_has_it()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var model = Repository.Model("derived/mobilenet_v1_0.25_128.onnx");
        Assert.Equal(ToolProgram.Done, ToolRun.Of("import", model, "-o", _folder.Path("out"), "--preprocess", "keras").Exit);
        var proto = Tool.Formats.Onnx.ModelProto.Parser.ParseFrom(File.ReadAllBytes(model));
        var convolutions = proto.Graph.Node.Where(node => node.OpType == "Conv").ToList();
        var middle = proto.Graph.Initializer.First(tensor => tensor.Name == convolutions[convolutions.Count / 2].Input[1]);
        var bytes = middle.RawData.ToByteArray();
        BitConverter.GetBytes(BitConverter.ToSingle(bytes, 4) + 1).CopyTo(bytes, 4);
        middle.RawData = ByteString.CopyFrom(bytes);
        var run = ToolRun.Of("verify", _folder.Path("out/network.json"), "--against", _folder.File("changed.onnx", proto.ToByteArray()), "--inner");
        Assert.Equal(ToolProgram.CheckFailed, run.Exit);
        Assert.StartsWith("conv_pw_7", middle.Name, StringComparison.Ordinal);
        Assert.StartsWith("error: block_7 departs first", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_measured_with_its_own_weights()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        var run = ToolRun.Of("bench", network, "--weights", _folder.Path("out/weights.safetensors"), "--runs", "3");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        Assert.Contains("of 3 runs", run.Output, StringComparison.Ordinal);
        Assert.Equal(ToolProgram.Misused, ToolRun.Of("bench", network, "--weights", _folder.File("no.safetensors", [1, 2])).Exit);
    }

    [Fact]
    public void An_exported_model_is_imported_again_to_the_same_numbers()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        Assert.Equal(ToolProgram.Done, ToolRun.Of("export", network, "--onnx", _folder.Path("back.onnx")).Exit);
        var run = ToolRun.Of("verify", network, "--against", _folder.Path("back.onnx"));
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
    }

    [Fact]
    public void Generated_code_and_packed_weights_are_written()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        Assert.Equal(ToolProgram.Done, ToolRun.Of("emit", network, "-o", _folder.Path("code"), "--class", "Tiny").Exit);
        Assert.Contains("partial class Tiny", File.ReadAllText(_folder.Path("code/Tiny.g.cs")), StringComparison.Ordinal);
        Assert.Equal(ToolProgram.Done, ToolRun.Of("pack", network, "-o", _folder.Path("tiny.weights")).Exit);
        Assert.True(new FileInfo(_folder.Path("tiny.weights")).Length > 0);
    }

    [Fact]
    public void The_sample_that_is_packed_is_the_one_that_is_given()
    {
        var network = Import("tiny.onnx", TinyOnnx.Bytes());
        var input = TinyOnnx.Numbers(192);
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 8, 8, 3], input));
        Assert.Equal(
            ToolProgram.Done,
            ToolRun.Of("pack", network, "-o", _folder.Path("tiny.weights"), "--input", _folder.Path("x.npy"), "--layout", "nhwc").Exit);
        var packed = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder.Path("tiny.weights")));

        // 192 numbers in and 5 out begin and end on a cache line of 16.
        var sample = packed[^208..];
        Assert.Equal(input, sample[..192]);
        Assert.Equal(1, sample[192..197].ToArray().Sum(), 1e-5f);
    }

    [Fact]
    public void What_is_not_supported_is_listed_with_its_nodes_and_nothing_is_written()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[1].OpType = "Celu";
        model.Graph.Node[4].OpType = "GlobalLpPool";
        var run = ToolRun.Of("import", _folder.File("odd.onnx", model.ToByteArray()), "-o", _folder.Path("odd"), "--preprocess", "keras");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("Celu (relu6)", run.Errors, StringComparison.Ordinal);
        Assert.Contains("GlobalLpPool (pool)", run.Errors, StringComparison.Ordinal);
        Assert.Contains("model-formats.md", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("odd")));
    }

    [Fact]
    public void An_import_writes_the_name_that_it_is_given_and_a_report()
    {
        var run =
            ToolRun.Of("import", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", _folder.Path("out"), "--preprocess", "torchvision", "--name", "Birds");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        Assert.StartsWith("{\n  \"name\": \"Birds\",", File.ReadAllText(_folder.Path("out/network.json")), StringComparison.Ordinal);
        var report = File.ReadAllText(_folder.Path("out/import.md"));
        Assert.Equal(report.TrimEnd(), run.Output.TrimEnd());
        Assert.Contains("ONNX, operator set 13", report, StringComparison.Ordinal);
        Assert.Contains("NCHW [1, 3, 8, 8]; the network's is rows, columns, channels", report, StringComparison.Ordinal);
        Assert.Contains("0.485", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_outputs_are_an_archive_of_arrays_that_verification_reads()
    {
        var model = TinyOnnx.Model();
        model.Graph.Output.Add(Tool.Export.Nodes.Value("sum", 1, 4, 4, 4));
        var network = Import("two.onnx", model.ToByteArray());
        NpzFile.Write(_folder.Path("x.npz"), [KeyValuePair.Create("image", new NdArray([1, 8, 8, 3], TinyOnnx.Numbers(192)))]);
        string[] input = ["--input", _folder.Path("x.npz"), "--layout", "nhwc"];
        Assert.Contains(".npz", ToolRun.Of(["run", network, .. input, "--output", _folder.Path("y.npy")]).Errors, StringComparison.Ordinal);
        Assert.Equal(ToolProgram.Done, ToolRun.Of(["run", network, .. input, "--output", _folder.Path("y.npz")]).Exit);
        Assert.Equal([[1, 5], [1, 4, 4, 4]], NpzFile.Read(_folder.Path("y.npz")).Values.Select(array => array.Shape));
        Assert.Equal(ToolProgram.Done, ToolRun.Of(["verify", network, .. input, "--against", _folder.Path("y.npz")]).Exit);
    }

    [Fact]
    public void Preprocessing_is_asked_for_where_the_file_does_not_say()
    {
        var run = ToolRun.Of("import", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", _folder.Path("out"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("--preprocess", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("import", "missing.onnx", "-o", "out")]
    [InlineData("import", "model.pt", "-o", "out")]
    [InlineData("summary", "missing.json")]
    [InlineData("bench", "network.json", "--runs", "0")]
    public void A_wrong_command_line_is_one_line_of_error(params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_mistake_in_a_description_has_its_line_and_column()
    {
        var path = _folder.File(
            "network.json",
            "{\n  \"input\": { \"height\": 8, \"width\": 8, \"channels\": 3 },\n  \"layers\": [ { \"kind\": \"conv\", \"filters\": 0 } ]\n}"u8.ToArray());
        var run = ToolRun.Of("summary", path);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("network.json(3,", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The description of a model that was imported.</summary>
    private string Import(string name, byte[] model)
    {
        var run = ToolRun.Of("import", _folder.File(name, model), "-o", _folder.Path("out"), "--preprocess", "keras");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        return _folder.Path("out/network.json");
    }
}
