namespace MobileNetGen.Tool.Formats.Recognition;

/// <summary>Kinds of files that people have where a model is expected, told by their content where it tells.</summary>
internal static class ForeignFormats
{
    private const string Original = "there is no way back out of it; import the ONNX, TensorFlow Lite or Keras model that it was made from";
    private const string Unpack = "unpack it, and import the model in it";
    private const string FromSavedModel = "python -m tf2onnx.convert --saved-model FOLDER --output model.onnx, "
        + "or tf.lite.TFLiteConverter.from_saved_model(\"FOLDER\").convert()";

    private static readonly byte[] s_gzip = [0x1F, 0x8B];
    private static readonly byte[] s_xz = [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];
    private static readonly byte[] s_sevenZip = [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C];
    private static readonly byte[] s_zstandard = [0x28, 0xB5, 0x2F, 0xFD];
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] s_numpy = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private static readonly byte[] s_binaryParam = [0xDD, 0x85, 0x76, 0x00];

    /// <summary>The first that fits is what a file is.</summary>
    public static readonly IReadOnlyList<ForeignFormat> All =
    [
        new("a pointer of Git LFS", "git lfs pull fetches the file that it stands for", file => file.StartsWith("version https://git-lfs"u8)),
        new("a web page", "download the file itself (on GitHub \"raw\", on Hugging Face /resolve/ in place of "
            + "/blob/)", file => Begins(file, "<!doctype html", "<html")),
        new("TensorFlow's SavedModel", FromSavedModel, file => file.Lists("saved_model.pb") || (file.StartsWith([8, 1, 0x12]) && file.Ending == ".pb")),
        new("a frozen graph of TensorFlow", "python -m tf2onnx.convert --graphdef FILE --inputs NAME:0 --outputs NAME:0 --output model.onnx", IsGraphDef),
        new(
            "a checkpoint of TensorFlow",
            "build the network, restore it, and model.export(\"FOLDER\") or model.save(\"model.keras\")",
            file => file.Ending is ".index" or ".meta"
                || file.Ending.StartsWith(".data-0", StringComparison.Ordinal)
                || file.Listed(".ckpt.index") is not null),
        new(
            "a Core ML package",
            "there is no way back out of it; import the model that coremltools converted",
            file => file.Lists("com.apple.CoreML")
                || file.Listed(".mlmodel") is not null
                || (file.IsFolder && file.Lists("Manifest.json") && file.Lists("Data"))),
        new("a Core ML model", "there is no way back out of it; import the model that coremltools converted", IsCoreMl),
        new("OpenVINO's IR", "there is no way back out of it; import the model that ovc converted", file => (Begins(file, "<?xml", "<net ")
            && file.Text.Contains("<net ", StringComparison.Ordinal)) || (file.Ending == ".bin"
            && HasBeside(file, ".xml"))),
        new(
            "a network of ncnn",
            Original,
            file => Begins(file, "7767517") || file.StartsWith(s_binaryParam) || (file.Ending == ".bin" && HasBeside(file, ".param"))),
        new("a network of Caffe", "python -m caffe2onnx.convert --prototxt x.prototxt --caffemodel x.caffemodel --onnx model.onnx", IsCaffe),
        new("ONNX Runtime's .ort", Original, file => file.HasAt(4, "ORTM"u8)),
        new("a bundle of MediaPipe", "unzip it, and import the .tflite files in it one by one", file => file.IsZip && file.Ending == ".task"),
        new("an archive with a model in it", "unzip it, and import the model", file => file.IsZip && file.Listed(
            ".tflite",
            ".onnx",
            ".keras",
            ".h5",
            ".hdf5",
            ".pth",
            ".safetensors",
            ".pb") is not null && !file.Lists("model.weights.h5")),
        new(
            "an archive of TensorFlow.js' model",
            "unzip it, and import its model.json",
            file => file.IsZip && file.Lists("model.json") && file.Listed(".bin") is not null),
        new(
            "NumPy's arrays",
            "import the model; arrays are what run takes with --input",
            file => file.StartsWith(s_numpy) || (file.IsZip && file.Listed(".npy") is not null)),
        new(
            "a configuration of Hugging Face",
            "import model.safetensors beside it, with --preset",
            file => IsJson(file) && Mentions(file, "\"architectures\"", "\"model_type\"")),
        new(
            "a description of this project",
            "it is imported already: summary, run and bench take it",
            file => IsJson(file) && Mentions(file, "\"layers\": [", "\"preset\"") && !Mentions(file, "class_name", "modelTopology")),
        new(
            "a Keras configuration without weights",
            "model.save(\"model.keras\") writes both",
            file => IsJson(file) && Mentions(file, "\"class_name\"") && !Mentions(file, "modelTopology", "weightsManifest")),
        new("a network of PaddlePaddle", "paddle2onnx --model_dir FOLDER --model_filename FILE.pdmodel --params_filename FILE.pdiparams --save_file "
            + "model.onnx", file => file.Ending is ".pdmodel" or ".pdiparams" or ".pdparams"),
        new("weights of Flax", "save them from PyTorch as safetensors: model.save_pretrained(\"FOLDER\")", file => file.Ending == ".msgpack"),
        new(
            "a program for one device",
            Original,
            file => file.Ending is ".engine" or ".plan" or ".trt" or ".rknn" or ".hef" or ".blob" or ".mnn" or ".dlc" or ".hailo"),
        new("a compressed file", "unpack it first (tar -xf FILE, or gunzip FILE)", IsCompressed),
        new(
            "an image",
            "import the model; images are what run takes with --input",
            file => file.StartsWith(s_png) || file.StartsWith(s_jpeg) || file.StartsWith("GIF8"u8)),
        new(
            "a ZIP archive",
            Unpack,
            file => file.IsZip
                && !file.Lists("data.pkl")
                && !file.Lists("model.weights.h5")
                && !file.Lists("archive_format")
                && file.Listed("serialized_exported_program.json") is null
                && !file.Lists("models/model.json")
                && !file.Lists("config.json")
                && file.Entries.Count > 0),
    ];

    private static bool Begins(FileSample file, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (file.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(FileSample file, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (file.Text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJson(FileSample file) => file.Text.StartsWith('{');

    private static bool HasBeside(FileSample file, string ending) => File.Exists(Path.ChangeExtension(file.Path, ending));

    /// <summary>A first field with nodes, the first field of which is a name and the second an operator.</summary>
    private static bool IsGraphDef(FileSample file) =>
        (file.Ending is ".pb" or ".pbtxt" && !KnownFormat.IsOnnx(file))
            || (file.StartsWith([0x0A]) && Mentions(file, "Placeholder") && Mentions(file, "\u0012\u0005Const", "\u0005dtype"));

    /// <summary>A version, and a description of inputs; ONNX has a producer's name in its place.</summary>
    private static bool IsCoreMl(FileSample file)
    {
        if (file.Head is not [8, > 0 and < 16, 0x12, ..])
        {
            return file.Ending == ".mlmodel";
        }

        // The description's length has a byte for each seven bits; what follows it is a list of inputs.
        var after = file.Head.AsSpan(3).IndexOfAnyExceptInRange((byte)0x80, (byte)0xFF) + 4;
        return after > 3 && after < file.Head.Length && file.Head[after] == 0x0A;
    }

    private static bool IsCaffe(FileSample file) => file.Ending is ".caffemodel" or ".prototxt"
        || (Begins(file, "name:", "input:", "layer") && Mentions(file, "layer {", "layers {", "layer{", "layers{"));

    private static bool IsCompressed(FileSample file) => file.StartsWith(s_gzip) || file.StartsWith(s_xz) || file.StartsWith(s_zstandard)
        || file.StartsWith("BZh"u8) || file.StartsWith(s_sevenZip) || file.StartsWith("Rar!"u8) || file.HasAt(257, "ustar"u8);
}
