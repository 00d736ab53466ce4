using System.IO.Compression;
using System.Text;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Formats;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>Keras models that are well-formed, and made to keep their reader busy.</summary>
internal static class HostileKeras
{
    private const int Many = 4000;

    public static Action ReadingItself() => Read(Functional([Input(), Layer("a", "b"), Layer("b", "a")], "b"));

    /// <summary>The last layer first.</summary>
    public static Action BackToFront() => Read(
        Functional([.. Enumerable.Range(1, Many).Reverse().Select(index => Layer($"n{index}", index == 1 ? "image" : $"n{index - 1}")), Input()], $"n{Many}"));

    public static Action ModelsInModels(int depth)
    {
        var model = new StringBuilder();
        for (var level = 0; level < depth; level++)
        {
            model.Append("""{"class_name": "Sequential", "config": {"name": "m", "layers": [""");
        }

        model.Append("""{"class_name": "Activation", "config": {"name": "act", "batch_input_shape": [null, 4, 4, 3], "activation": "relu"}}""");
        return Read(model.Insert(model.Length, "]}}", depth).ToString());
    }

    public static Action Brackets() => Read(new string('[', 1 << 20));

    public static Action WideKernel() => Read(Functional([
        Input(),
        """{"class_name": "MaxPooling2D", "config": {"name": "a", "pool_size": [2147483647, 2147483647]}, "inbound_nodes": [[["image", 0, 0, {}]]]}""",
    ], "a"));

    public static Action WideMap() => Read(Functional(
        [Input(), """{"class_name": "UpSampling2D", "config": {"name": "a", "size": [2147483647, 2147483647]}, "inbound_nodes": [[["image", 0, 0, {}]]]}"""],
        "a"));

    /// <summary>One layer with a large weight, which is called again and again.</summary>
    public static Action OneWeightForAll()
    {
        var weights = new NamedKerasWeights([("fc/kernel", new Constant([1024, 1024], new double[1 << 20]))]);
        var calls = string.Join(',', Enumerable.Repeat("""[["flat", 0, 0, {}]]""", Many));
        var sources = string.Join(',', Enumerable.Range(0, Many).Select(index => $$"""["fc", {{index}}, 0, {}]"""));
        return Read(
            Functional(
                [
                    """{"class_name": "InputLayer", "config": {"name": "flat", "batch_input_shape": [null, 1024]}, "inbound_nodes": []}""",
                    $$$"""{"class_name": "Dense", "config": {"name": "fc", "units": 1024, "use_bias": false}, "inbound_nodes": [{{{calls}}}]}""",
                    $$$"""{"class_name": "Add", "config": {"name": "sum", "trainable": true}, "inbound_nodes": [[{{{sources}}}]]}""",
                ],
                "sum",
                "flat"),
            weights);
    }

    /// <summary>Zeros, a thousand in a byte.</summary>
    public static byte[] Deflated()
    {
        var zeros = new H5Dataset(new float[1 << 23], chunks: [1 << 20], datasetCreation: new H5DatasetCreation(Filters: [DeflateFilter.Id]));
        var layer = new H5Group { Attributes = { ["weight_names"] = new[] { "kernel", "bias" } }, ["kernel"] = zeros, ["bias"] = zeros };
        return TinyKeras.Written(
            new H5File { Attributes = { ["model_config"] = TinyKeras.Configuration }, ["model_weights"] = new H5Group { ["conv"] = layer } });
    }

    public static byte[] Archive(string large)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            TinyKeras.Add(archive, "metadata.json", Encoding.UTF8.GetBytes("{}"));
            foreach (var name in new[] { "config.json", "model.weights.h5" })
            {
                TinyKeras.Add(archive, name, name == large ? new byte[64 << 20] : Encoding.UTF8.GetBytes(TinyKeras.Configuration));
            }
        }

        return file.ToArray();
    }

    private static Action Read(string configuration, NamedKerasWeights? weights = null) => () =>
        ModelImport.Finish(KerasImporter.Import(
            configuration,
            _ => new KerasContext(weights ?? new NamedKerasWeights([]), new KerasDialect("2.15.0", false), configuration.Length),
            null,
            "Keras"), "hostile", new ImportOptions(Preprocess: "none"));

    private static string Functional(IEnumerable<string> layers, string output, string input = "image") =>
        $$$"""{"class_name": "Functional", "config": {"name": "model", "layers": [{{{string.Join(',', layers)}}}], "input_layers": [["{{{input}}}", """
            + $$$"""0, 0]], "output_layers": [["{{{output}}}", 0, 0]]}}""";

    private static string Input() => """{"class_name": "InputLayer", "config": {"name": "image", "batch_input_shape": [null, 4, 4, 3]}, "inbound_nodes": []}""";

    private static string Layer(string name, string input) =>
        $$$"""{"class_name": "Activation", "config": {"name": "{{{name}}}", "activation": "sigmoid"}, "inbound_nodes": [[["{{{input}}}", 0, 0, {}]]]}""";
}
