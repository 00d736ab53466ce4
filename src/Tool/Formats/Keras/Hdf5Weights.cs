using MobileNetGen.Tool.Import;
using PureHDF;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>The HDF5 file of a Keras model: weights, and in Keras 2's the configuration. Links out of the file are not followed.</summary>
internal static class Hdf5Weights
{
    private const int MostDepth = 16;
    private const int MostObjects = 20_000;

    /// <summary>Bytes that one byte of a deflated chunk can stand for.</summary>
    private const int MostInflation = 1032;

    /// <summary>Keras 2's file: its configuration, its version, and its weights by path.</summary>
    /// <exception cref="ToolException">The file is malformed, or has no configuration.</exception>
    public static (string Configuration, int Version, IReadOnlyList<(string Path, Constant Value)> Weights) ReadModel(byte[] file) => Guarded(file, root =>
    {
        if (!root.AttributeExists("model_config"))
        {
            throw new ToolException("the file has weights and no model_config; a whole model, saved with model.save, is accepted.");
        }

        var version = root.AttributeExists("keras_version") ? Text(root, "keras_version") : "2";
        return (Text(root, "model_config"), version.StartsWith('3') ? 3 : 2, Walk(root, file.Length));
    });

    /// <summary>Every array of the file by its path.</summary>
    /// <exception cref="ToolException">The file is malformed.</exception>
    public static IReadOnlyList<(string Path, Constant Value)> ReadArrays(byte[] file) => Guarded(file, root => Walk(root, file.Length));

    /// <summary>The library reads a text of no address as null, whatever its type says.</summary>
    private static string Text(IH5Group root, string attribute) =>
        root.Attribute(attribute).Read<string?>() ?? throw new ToolException($"the attribute {attribute} has no text.");

    private static T Guarded<T>(byte[] file, Func<IH5Group, T> read) => Hdf5Guard.Run(file.Length, () =>
    {
        using var hdf = H5File.Open(new MemoryStream(file), leaveOpen: false);
        return read(hdf);
    });

    private static List<(string Path, Constant Value)> Walk(IH5Group root, long fileLength)
    {
        var found = new List<(string, Constant)>();
        var (budget, objects) = (new Budget(fileLength), 0);
        Walk(root, "", 0);
        return found;

        void Walk(IH5Group group, string path, int depth)
        {
            if (depth > MostDepth)
            {
                throw new ToolException($"groups are nested deeper than {MostDepth}.");
            }

            foreach (var child in group.Children())
            {
                if (++objects > MostObjects)
                {
                    throw new ToolException($"the file has more than {MostObjects} groups and arrays.");
                }

                switch (child)
                {
                    case IH5Group inner when child.Name != "optimizer_weights" && child.Name != "optimizer":
                        Walk(inner, $"{path}/{child.Name}", depth + 1);
                        break;
                    case IH5Dataset dataset when dataset.Type.Class == H5DataTypeClass.FloatingPoint:
                        var shape = Shape(dataset, fileLength);
                        budget.Keep(Constant.LengthOf(shape));
                        found.Add(($"{path}/{child.Name}", new Constant(shape, Values(dataset))));
                        break;
                }
            }
        }
    }

    /// <summary>The extents of an array whose bytes the file can hold: the library makes room for what is declared before it reads.</summary>
    private static int[] Shape(IH5Dataset dataset, long fileLength)
    {
        int[] shape = [.. dataset.Space.Dimensions.Select(extent => (int)Math.Min(extent, int.MaxValue))];
        var bytes = (long)Constant.LengthOf(shape) * dataset.Type.Size;
        return bytes <= fileLength * (dataset.Layout.Class == H5DataLayoutClass.Chunked ? MostInflation : 1)
            ? shape
            : throw new ToolException($"the array {dataset.Name} declares {bytes} bytes in a file of {fileLength}.");
    }

    private static double[] Values(IH5Dataset dataset) => dataset.Type.Size switch
    {
        2 => [.. dataset.Read<Half[]>().Select(value => (double)value)],
        4 => [.. dataset.Read<float[]>().Select(value => (double)value)],
        8 => dataset.Read<double[]>(),
        var size => throw new ToolException($"the array {dataset.Name} has floats of {size} bytes; 2, 4 and 8 are accepted."),
    };
}
