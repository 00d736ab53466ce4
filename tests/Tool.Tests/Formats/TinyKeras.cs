using PureHDF;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A small Keras 2 model in its HDF5 file.</summary>
internal static class TinyKeras
{
    public const string Configuration = """
        {"class_name": "Sequential", "config": {"name": "tiny", "layers": [
          {"class_name": "Conv2D", "config": {"name": "conv", "batch_input_shape": [null, 8, 8, 3], "filters": 4, "kernel_size": [3, 3], "strides": [2, 2], "padding": "same", "activation": "relu", "use_bias": true}},
          {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": -1, "epsilon": 0.001, "scale": true, "center": true}},
          {"class_name": "GlobalAveragePooling2D", "config": {"name": "pool"}},
          {"class_name": "Dropout", "config": {"name": "drop", "rate": 0.2}},
          {"class_name": "Dense", "config": {"name": "fc", "units": 5, "activation": "softmax", "use_bias": true}}]}}
        """;

    public static byte[] Bytes(string configuration = Configuration)
    {
        var file = new H5File
        {
            Attributes = { ["model_config"] = configuration, ["keras_version"] = "2.4.0" },
            ["model_weights"] = new H5Group
            {
                ["conv"] = Group(("kernel:0", [3, 3, 3, 4]), ("bias:0", [4])),
                ["bn"] = new H5Group
                {
                    ["bn"] = new H5Group
                    {
                        ["gamma:0"] = Ones(4),
                        ["beta:0"] = Array([4]),
                        ["moving_mean:0"] = Array([4]),
                        ["moving_variance:0"] = Ones(4),
                    },
                },
                ["fc"] = Group(("kernel:0", [4, 5]), ("bias:0", [5])),
            },
        };
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();

        H5Group Group(params (string Name, ulong[] Shape)[] arrays)
        {
            var (outer, inner) = (new H5Group(), new H5Group());
            foreach (var (name, shape) in arrays)
            {
                inner[name] = Array(shape);
            }

            outer[arrays.Length == 2 && arrays[0].Shape.Length == 4 ? "conv" : "fc"] = inner;
            return outer;
        }
    }

    private static H5Dataset Ones(int count) => new(Enumerable.Repeat(1f, count).ToArray());

    private static H5Dataset Array(ulong[] shape) =>
        new(TinyOnnx.Numbers((int)shape.Aggregate(1UL, (product, extent) => product * extent)), fileDims: shape);
}
