using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using MobileNetGen.Tool.Tests.Learning;
using Xunit;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary><c>quantize</c>: a network of integers out of one of floats, for the other commands to take.</summary>
public sealed partial class QuantizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_network_of_floats_becomes_one_of_integers_that_answers_as_the_report_says()
    {
        var photos = Stripes.Folder(_folder, "photos", 10);
        _folder.File("photos/rechts/torn.png", [1, 2, 3]);
        var network = Floats();
        var run = Quantize(network, photos, "out", "--evaluate", photos);
        Done(run);
        Assert.Contains("left out: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("torn.png", run.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["network.json", "quantize.md", "weights.safetensors"],
            Directory.GetFiles(_folder.Path("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var report = File.ReadAllText(_folder.Path("out/quantize.md"));
        Assert.Contains("- made with 30 images\n- all layers of sums are integers\n", report, StringComparison.Ordinal);
        var same = SameTop().Match(run.Output);
        Assert.Equal("30", same.Groups[2].Value);
        using var floats = Load(network);
        using var integers = Load(_folder.Path("out/network.json"));
        var files = Directory.GetFiles(photos, "*.bmp", SearchOption.AllDirectories);
        var counted = files.Count(file => Top(floats, file) == Top(integers, file));
        Assert.Equal(counted, int.Parse(same.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.True(counted >= 28, $"{counted} of 30 images have the same class first");
        Assert.Equal(TensorElement.Int8, integers.Info.Inputs[0].Element);
        var (before, after) = (new FileInfo(_folder.Path("net/weights.safetensors")).Length, new FileInfo(_folder.Path("out/weights.safetensors")).Length);
        Assert.Contains($"weights: {before.ToString("N0", CultureInfo.InvariantCulture)} bytes became", run.Output, StringComparison.Ordinal);
        Assert.True(after < before, $"{before} bytes became {after}");
    }

    [Fact]
    public void Layers_that_are_named_stay_floats()
    {
        var (photos, network) = (Stripes.Folder(_folder, "photos", 3), Floats());
        Done(Quantize(network, photos, "named", "--keep-floats", "classes,stem"));
        Assert.Contains("\n- floats: stem, classes\n", File.ReadAllText(_folder.Path("named/quantize.md")), StringComparison.Ordinal);
        using var named = Load(_folder.Path("named/network.json"));
        Assert.Equal(TensorElement.Float32, named.Info.Inputs[0].Element);
        var elements = Elements("named");
        Assert.Equal(("F32", "F32"), (elements["stem.weight"], elements["classes.weight"]));
        Assert.Contains("I8", elements.Values);
    }

    [Fact]
    public void The_first_layers_stay_floats_by_themselves_where_one_channel_takes_the_whole_range()
    {
        var photos = Stripes.Folder(_folder, "photos", 10);
        var network = Uneven.Write(_folder);
        var none = Quantize(network, photos, "none", "--evaluate", photos);
        var auto = Quantize(network, photos, "auto", "--evaluate", photos, "--keep-floats", "auto");
        Done(none);
        Done(auto);
        Assert.Contains("- floats: loud, next, classes\n", auto.Output, StringComparison.Ordinal);
        Assert.Contains("all layers of sums are integers", none.Output, StringComparison.Ordinal);
        var (without, with) = (Decibels(none), Decibels(auto));
        Assert.True(without < 25 && with > 35, $"{without} dB of integers alone, {with} dB with the first layers in floats");

        // Nothing is kept where nothing is gained.
        var even = Quantize(Floats(), photos, "even", "--keep-floats", "auto");
        Assert.Contains("- made with 24 images\n- all layers of sums are integers\n", even.Output, StringComparison.Ordinal);
        Assert.Contains("of signal to noise, on 6 other images", even.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_is_quantized_from_a_file_of_its_weights()
    {
        var photos = Stripes.Folder(_folder, "photos", 2);
        var weights = _folder.File(
            "net/torch.safetensors", Stripes.Weights("""{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128, "classes": 5 }"""));
        string[] preset = ["--preset", "mobilenet-v1", "--width", "0.25", "--resolution", "128", "--classes", "5"];
        var run = Quantize(weights, photos, "out", preset);
        Done(run);
        Assert.Contains("- made with 5 images\n- all layers of sums are integers\n", run.Output, StringComparison.Ordinal);
        using var integers = Load(_folder.Path("out/network.json"));
        Assert.Equal((TensorElement.Int8, 128, 5), (integers.Info.Inputs[0].Element, integers.Info.Inputs[0].Shape.Height, integers.Info.Outputs[0].Length));
        Assert.NotNull(integers.Info.Preprocessing);

        var twice = Quantize(weights, photos, "out", [.. preset, "--weights", weights]);
        Assert.Equal(ToolProgram.Misused, twice.Exit);
        Assert.Contains("is a model file, which has its weights; --weights ", twice.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_file_is_quantized_as_it_is_imported()
    {
        var model = _folder.File("net/tiny.onnx", TinyOnnx.Bytes());
        Directory.CreateDirectory(_folder.Path("arrays"));
        NpyFile.Write(_folder.Path("arrays/x.npy"), new NdArray([10, 3, 8, 8], TinyOnnx.Numbers(1920)));
        var run = Quantize(model, _folder.Path("arrays"), "out", "--preprocess", "none", "--layout", "nchw");
        Done(run);
        Assert.Contains("- made with 10 images\n", run.Output, StringComparison.Ordinal);
        using var integers = Load(_folder.Path("out/network.json"));
        Assert.Equal(TensorElement.Int8, integers.Info.Inputs[0].Element);
    }

    [Fact]
    public void The_digits_of_the_sample_are_quantized_as_they_stand()
    {
        var sample = Path.Combine(Repository.Root, "src", "Sample");
        var examples = Path.Combine(sample, "examples");
        var run = ToolRun.Of(
            "quantize", Path.Combine(sample, "digits.json"), "--weights", Path.Combine(sample, "digits.safetensors"),
            "--calibrate", examples, "--evaluate", examples, "--name", "DigitsInt8", "-o", _folder.Path("digits"));
        Done(run);
        Assert.Equal("10", SameTop().Match(run.Output).Groups[2].Value);
        using var floats = LoadedNetwork.Load(
            DescriptionFile.Load(Path.Combine(sample, "digits.json")),
            WeightSource.FromFile(Path.Combine(sample, "digits.safetensors")),
            new NetworkOptions());
        using var integers = Load(_folder.Path("digits/network.json"));
        Assert.Equal(floats.Info.Preprocessing, integers.Info.Preprocessing);
        Assert.Equal(("Digits", "DigitsInt8"), (floats.Info.Name, integers.Info.Name));
    }

    [Fact]
    public void What_is_exported_of_integers_stays_integers_and_has_the_same_class_first_in_ONNX_Runtime()
    {
        var photos = Stripes.Folder(_folder, "photos", 10);
        Done(Quantize(Floats(), photos, "out"));
        var run = ToolRun.Of("export", _folder.Path("out/network.json"), "--onnx", _folder.Path("out/model.onnx"));
        Done(run);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder.Path("out/model.onnx")));
        var kernel = Assert.Single(model.Graph.Initializer, tensor => tensor.Name == "stem.weight");
        Assert.Equal((int)OnnxType.Int8, kernel.DataType);
        Assert.Contains(model.Graph.Node, node => node.OpType == "QuantizeLinear");
        using var integers = Load(_folder.Path("out/network.json"));
        foreach (var file in Directory.GetFiles(photos, "*.bmp", SearchOption.AllDirectories))
        {
            var image = NetworkInputs.Read(integers.Info, file, order: null)[0];
            var (ours, theirs) = (integers.Run(image)[0], OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 12, 12, 3], image)])[0]);
            Assert.Equal(Ranking.Top(ours, 1)[0].Index, Ranking.Top(theirs, 1)[0].Index);
        }
    }

    [Fact]
    public void Integers_are_verified_in_steps_layer_by_layer()
    {
        Done(Quantize(Floats(), Stripes.Folder(_folder, "photos", 3), "out"));
        var network = _folder.Path("out/network.json");
        var same = ToolRun.Of("verify", network, "--against", network, "--inner");
        Done(same);
        Assert.Contains("0 steps", same.Output, StringComparison.Ordinal);

        using var integers = Load(network);
        var image = NetworkInputs.Noise(integers.Info);
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 12, 12, 3], image[0]));
        Done(ToolRun.Of("run", network, "--input", _folder.Path("x.npy"), "--layout", "nhwc", "--output", _folder.Path("y.npy")));
        var floats = ToolRun.Of("verify", network, "--input", _folder.Path("x.npy"), "--layout", "nhwc", "--against", _folder.Path("y.npy"));
        Done(floats);
        Assert.DoesNotContain("step", floats.Output, StringComparison.Ordinal);
        var weights = TensorReading.ReadWithIntegers(
            WeightSource.FromFile(_folder.Path("out/weights.safetensors")), CompiledClass.Of(DescriptionFile.Load(network)).Layout);
        var tensors = weights.Tensors.Select(tensor => tensor.Name == "stem.bias"
            ? new NamedTensor(tensor.Name, tensor.Shape, tensor.Integers.ToArray().Select(bias => bias + 300).ToArray(), TensorElementType.Int32)
            : tensor).ToList();
        using (var file = File.Create(_folder.File("other/weights.safetensors", [])))
        {
            SafetensorsWriter.Write(file, tensors);
        }

        File.Copy(network, _folder.Path("other/network.json"));
        var other = ToolRun.Of("verify", _folder.Path("other/network.json"), "--other-weights", "--against", network, "--inner");
        Assert.Equal(ToolProgram.CheckFailed, other.Exit);
        Assert.Matches(@"^error: stem departs first: by \d+ steps? at element \d+", other.Errors);
    }

    [Theory]
    [InlineData("network.json", "nowhere", null, "there is no folder ")]
    [InlineData("network.json", "empty", null, "holds no image and no .npy array")]
    [InlineData("network.json", "torn", null, "no image is left to make integers with")]
    [InlineData("network.json", "photos", "first:4", "no convolution and no dense layer is left")]
    [InlineData("integers.json", "photos", null, "has integers already; a network of floats is accepted")]
    [InlineData("two.json", "photos", null, "the network has the inputs left, right; one is accepted")]
    [InlineData("blind.json", "photos", null, "the description does not say how images become its input")]
    public void What_cannot_be_quantised_is_refused(string network, string photos, string? kept, string error)
    {
        Floats();
        Stripes.Folder(_folder, "photos", 1);
        Directory.CreateDirectory(_folder.Path("empty"));
        _folder.File("torn/torn.bmp", [1, 2, 3]);
        const string layers = """, "layers": [ { "kind": "conv", "name": "stem", "filters": 2, "kernel": 3 } ] }""";
        const string input = """{ "height": 12, "width": 12, "channels": 3 }""";
        const string pixels = """{ "height": 12, "width": 12, "channels": 3, "preprocess": { "range": [-1, 1] } }""";
        _folder.File("net/integers.json", Encoding.UTF8.GetBytes($$"""{ "precision": "int8", "input": {{pixels}}{{layers}}"""));
        _folder.File("net/blind.json", Encoding.UTF8.GetBytes($$"""{ "input": {{input}}{{layers}}"""));
        _folder.File("net/two.json", Encoding.UTF8.GetBytes("""
            {
              "inputs": [ { "name": "left", "height": 4, "width": 4, "channels": 2 }, { "name": "right", "height": 4, "width": 4, "channels": 2 } ],
              "layers": [ { "kind": "add", "inputs": ["left", "right"] }, { "kind": "conv", "name": "stem", "filters": 2, "kernel": 3 } ]
            }
            """));
        string[] options = kept is null ? [] : ["--keep-floats", kept];
        var run = Quantize(_folder.Path("net/" + network), _folder.Path(photos), "out", options);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(error, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("out")));
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"the same class first as with floats: (\d+) of (\d+)")]
    private static partial Regex SameTop();

    [GeneratedRegex(@"logits: (-?[\d.]+) dB")]
    private static partial Regex Logits();

    private static double Decibels(ToolRun run) => double.Parse(Logits().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static int Top(LoadedNetwork network, string image) =>
        Ranking.Top(network.Run(NetworkInputs.Read(network.Info, image, order: null))[0], 1)[0].Index;

    private static LoadedNetwork Load(string description) => LoadedNetwork.Load(
        DescriptionFile.Load(description),
        WeightSource.FromFile(Path.Combine(Path.GetDirectoryName(description)!, "weights.safetensors")),
        new NetworkOptions());

    private static void Done(ToolRun run) => Assert.True(run.Exit == ToolProgram.Done, run.Errors);

    private static ToolRun Quantize(string network, string photos, string output, params IEnumerable<string> options)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(network))!;
        return ToolRun.Of(["quantize", network, "--calibrate", photos, "-o", Path.Combine(folder, output), .. options]);
    }

    /// <summary>A network of random weights.</summary>
    private string Floats()
    {
        _folder.File("net/weights.safetensors", Stripes.Weights());
        return Stripes.NetworkFile(_folder);
    }

    private Dictionary<string, string> Elements(string folder)
    {
        var file = File.ReadAllBytes(_folder.Path(folder + "/weights.safetensors"));
        using var header = System.Text.Json.JsonDocument.Parse(file.AsMemory(8, (int)BitConverter.ToInt64(file)));
        return header.RootElement.EnumerateObject().Where(tensor => tensor.Name != "__metadata__")
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Value.GetProperty("dtype").GetString()!);
    }
}
