using System.IO.Compression;
using System.Text;
using MobileNetGen.Tool.Formats.Recognition;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Files that are no models that are read are called what they are, with a way; models are read whatever they are called.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 14\n", "a pointer of Git LFS", "git lfs pull")]
    [InlineData("model.tflite", "\n<!DOCTYPE HTML><html>Not found</html>", "a web page", "/resolve/")]
    [InlineData("model.xml", "<?xml version=\"1.0\"?>\n<net name=\"x\" version=\"11\">", "OpenVINO's IR", "ovc")]
    [InlineData("model.param", "7767517\n75 83\nInput data 0 1", "a network of ncnn", "made from")]
    [InlineData("deploy.prototxt", "name: \"MOBILENET\"\nlayer {\n type: \"Input\" }", "a network of Caffe", "caffe2onnx")]
    [InlineData("config.json", "{\"architectures\": [\"MobileNetV2ForImageClassification\"]}", "a configuration of Hugging Face", "model.safetensors")]
    [InlineData("model.json", "{\"class_name\": \"Functional\", \"config\": {\"layers\": []}}", "a Keras configuration without weights", "model.save")]
    [InlineData("network.json", "{\n  \"name\": \"x\",\n  \"layers\": [\n  ]\n}", "a description of this project", "run")]
    [InlineData("variables.data-00000-of-00001", "abc", "a checkpoint of TensorFlow", "model.save")]
    [InlineData("x.engine", "ftrt", "a program for one device", "made from")]
    public void A_text_or_a_name_says_what_a_file_is(string name, string content, string what, string way) =>
        Refused(_folder.File(name, Encoding.UTF8.GetBytes(content)), what, way);

    [Theory]
    [InlineData("model.ort", "180000004F52544D00", "ONNX Runtime's .ort", "made from")]
    [InlineData(
        "frozen.bin",
        "0A2D0A05696D616765120B506C616365686F6C6465720A150A0177 1205436F6E73742A 0B0A056474797065",
        "a frozen graph of TensorFlow",
        "tf2onnx.convert --graphdef")]
    [InlineData("saved_model.pb", "080112F3C2010A", "TensorFlow's SavedModel", "--saved-model")]
    [InlineData("model.onnx", "080512C40B0A170A05696D616765", "a Core ML model", "coremltools")]
    [InlineData("model.bin", "DD857600 4B000000", "a network of ncnn", "made from")]
    [InlineData("net.caffemodel", "0A094D4F42494C454E4554", "a network of Caffe", "caffe2onnx")]
    [InlineData("model.tflite.gz", "1F8B0800", "a compressed file", "gunzip")]
    [InlineData("x.npy", "934E554D505901007600", "NumPy's arrays", "--input")]
    [InlineData("photo.png", "89504E470D0A1A0A", "an image", "run")]
    public void Bytes_say_what_a_file_is(string name, string content, string what, string way) =>
        Refused(_folder.File(name, Convert.FromHexString(content.Replace(" ", "", StringComparison.Ordinal))), what, way);

    [Theory]
    [InlineData("saved.zip", "m/saved_model.pb m/variables/variables.index", "TensorFlow's SavedModel")]
    [InlineData("x.zip", "x.mlpackage/Manifest.json x.mlpackage/Data/com.apple.CoreML/model.mlmodel", "a Core ML package")]
    [InlineData("hands.task", "hand_detector.tflite", "a bundle of MediaPipe")]
    [InlineData("m.zip", "nested/model.onnx", "an archive with a model in it")]
    [InlineData("web.zip", "model.json group1-shard1of1.bin", "an archive of TensorFlow.js' model")]
    [InlineData("notes.zip", "readme.md", "a ZIP archive")]
    public void What_an_archive_lists_says_what_it_is(string name, string entries, string what) =>
        Refused(_folder.File(name, Zip(entries.Split(' '))), what, "");

    [Theory]
    [InlineData("w/data.pkl w/constants.pkl w/code/x.py", "TorchScript", "torch.jit.load")]
    [InlineData("m/archive_format m/models/model.json", "torch.export (.pt2)", "torch.export.load")]
    public void Programs_of_PyTorch_are_told_without_a_preset_too(string entries, string what, string way) =>
        Refused(_folder.File("net.zip", Zip(entries.Split(' '))), what, way);

    [Fact]
    public void Folders_and_empty_files_are_said()
    {
        Directory.CreateDirectory(_folder.Path("saved"));
        _folder.File("saved/saved_model.pb", [8, 1]);
        Refused(_folder.Path("saved"), "TensorFlow's SavedModel", "from_saved_model");
        Directory.CreateDirectory(_folder.Path("hub"));
        _folder.File("hub/model.safetensors", [1]);
        Refused(_folder.Path("hub"), "a folder", "it has model.safetensors");
        Refused(_folder.File("empty.onnx", []), "the file is empty", "");
    }

    [Fact]
    public void A_model_is_read_whatever_its_name_ends_in()
    {
        Imports(_folder.File("a.bin", TinyTfLite.Bytes()));
        Imports(_folder.File("b.onnx", TinyTfLite.Bytes()));
        Imports(_folder.File("c.model", TinyKeras.Archive()));
        Imports(_folder.File("d.pb", TinyOnnx.Bytes()));
        Refused(
            _folder.File("e.onnx", PresetWeights.Of("""{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 32 }""")),
            "holds weights and no network",
            "--preset");
    }

    [Fact]
    public void Every_kind_is_listed_in_the_docs_with_its_way()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tool.md"));
        Assert.All(ForeignFormats.All, format => Assert.Contains(format.Name, page, StringComparison.Ordinal));
    }

    private void Imports(string model) => Assert.Equal(ToolProgram.Done, ToolRun.Of("import", model, "-o", _folder.Path("out"), "--preprocess", "none").Exit);

    private static void Refused(string model, string what, string way)
    {
        var run = ToolRun.Of("import", model, "-o", "nowhere");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(what, run.Errors, StringComparison.Ordinal);
        Assert.Contains(way, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    private static byte[] Zip(IEnumerable<string> entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                TinyKeras.Add(archive, entry, "x"u8.ToArray());
            }
        }

        return file.ToArray();
    }
}
