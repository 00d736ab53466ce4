using System.IO.Compression;
using System.Text;
using PureHDF;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A small Keras model: in Keras 2's HDF5 file, and in Keras 3's archive.</summary>
internal static class TinyKeras
{
    public const string Configuration = """
        {"class_name": "Sequential", "config": {"name": "tiny", "layers": [
          {"class_name": "Conv2D", "config": {"name": "conv", "batch_input_shape": [null, 8, 8, 3], "filters": 4, "kernel_size": [3, 3], "strides": [2, 2],
            "padding": "same", "activation": "relu", "use_bias": true}},
          {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": -1, "epsilon": 0.001, "scale": true, "center": true}},
          {"class_name": "GlobalAveragePooling2D", "config": {"name": "pool"}},
          {"class_name": "Dropout", "config": {"name": "drop", "rate": 0.2}},
          {"class_name": "Dense", "config": {"name": "fc", "units": 5, "activation": "softmax", "use_bias": true}}]}}
        """;

    /// <summary>The weights by layer, in Keras' order.</summary>
    public static readonly IReadOnlyList<TinyWeight> Weights =
    [
        new("conv", "kernel", [3, 3, 3, 4], TinyOnnx.Numbers(108)),
        new("conv", "bias", [4], TinyOnnx.Numbers(4)),
        new("bn", "gamma", [4], [1, 1, 1, 1]),
        new("bn", "beta", [4], TinyOnnx.Numbers(4)),
        new("bn", "moving_mean", [4], TinyOnnx.Numbers(4)),
        new("bn", "moving_variance", [4], [1, 1, 1, 1]),
        new("fc", "kernel", [4, 5], TinyOnnx.Numbers(20)),
        new("fc", "bias", [5], TinyOnnx.Numbers(5)),
    ];

    public static byte[] Bytes()
    {
        var layers = new H5Group();
        foreach (var layer in Weights.GroupBy(weight => weight.Layer))
        {
            layers[layer.Key] = new H5Group
            {
                Attributes = { ["weight_names"] = layer.Select(weight => $"{layer.Key}/{weight.Name}:0").ToArray() },
                [layer.Key] = Group(layer.Select(weight => (weight.Name + ":0", weight))),
            };
        }

        return Written(new H5File { Attributes = { ["model_config"] = Configuration, ["keras_version"] = "2.4.0" }, ["model_weights"] = layers });
    }

    public static byte[] Archive()
    {
        var classes = new Dictionary<string, string> { ["conv"] = "conv2d", ["bn"] = "batch_normalization", ["fc"] = "dense" };
        var layers = new H5Group();
        foreach (var layer in Weights.GroupBy(weight => weight.Layer))
        {
            layers[classes[layer.Key]] = new H5Group { ["vars"] = Group(layer.Select((weight, index) => ($"{index}", weight))) };
        }

        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "config.json", Encoding.UTF8.GetBytes(Configuration));
            Add(archive, "metadata.json", Encoding.UTF8.GetBytes("""{"keras_version": "3.8.0"}"""));
            Add(archive, "model.weights.h5", Written(new H5File { ["layers"] = layers }));
        }

        return file.ToArray();
    }

    public static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static H5Group Group(IEnumerable<(string Name, TinyWeight Weight)> arrays)
    {
        var group = new H5Group();
        foreach (var (name, weight) in arrays)
        {
            group[name] = new H5Dataset(weight.Values, fileDims: [.. weight.Shape.Select(extent => (ulong)extent)]);
        }

        return group;
    }

    public static byte[] Written(H5File file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}

/// <summary>A weight of a small model.</summary>
internal sealed record TinyWeight(string Layer, string Name, int[] Shape, float[] Values);
