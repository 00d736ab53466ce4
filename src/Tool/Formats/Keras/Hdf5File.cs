using MobileNetGen.Tool.Import;
using PureHDF;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>
/// An HDF5 file, of which single attributes and arrays are read by name. The library that reads it promises nothing for malformed files:
/// what it throws is caught whatever it is, and nothing but the library and the reading of its answers runs where it is.
/// </summary>
internal sealed class Hdf5File : IDisposable
{
    private const int MaxTexts = Limits.MaxTensors;

    /// <summary>Bytes that one byte of a deflated chunk can stand for.</summary>
    private const int MaxInflation = 1032;

    private readonly Hdf5Stream _stream;
    private readonly PureHDF.VOL.Native.NativeFile _file;

    /// <exception cref="ToolException">The bytes are no HDF5 file.</exception>
    public Hdf5File(byte[] file)
    {
        _stream = new Hdf5Stream(file);
        _file = Guarded(() => (PureHDF.VOL.Native.NativeFile)H5File.Open(_stream, leaveOpen: true));
    }

    public bool Has(string path) => Guarded(() => _file.LinkExists(path));

    /// <summary>A text beside a group or array; null if there is none.</summary>
    /// <exception cref="ToolException">The attribute is no text.</exception>
    public string? Text(string path, string attribute) => Guarded(() =>
    {
        var owner = _file.Get(path);
        return !owner.AttributeExists(attribute) ? null
            : owner.Attribute(attribute).Read<string?>() ?? throw new ToolException($"the attribute {attribute} has no text.");
    });

    /// <summary>A list of texts beside a group, which Keras cuts into numbered pieces if it is long; null if there is none.</summary>
    /// <exception cref="ToolException">It is no list of texts, or too long.</exception>
    public IReadOnlyList<string>? Texts(string path, string attribute) => Guarded<IReadOnlyList<string>?>(() =>
    {
        var owner = _file.Get(path);
        if (owner.AttributeExists(attribute))
        {
            return Texts(owner.Attribute(attribute));
        }

        if (!owner.AttributeExists(attribute + "0"))
        {
            return null;
        }

        var all = new List<string>();
        for (var piece = 0; owner.AttributeExists($"{attribute}{piece}") && all.Count <= MaxTexts; piece++)
        {
            all.AddRange(Texts(owner.Attribute($"{attribute}{piece}")));
        }

        return all;
    });

    /// <summary>The paths of all arrays in a group and its groups, in the order of their names.</summary>
    /// <exception cref="ToolException">There are more than a model may have, or they lie too deep.</exception>
    public IReadOnlyList<string> Arrays(string path) => Guarded(() =>
    {
        var found = new List<string>();
        Collect((IH5Group)_file.Get(path), path, 0, found);
        return found;
    });

    /// <summary>An array of numbers.</summary>
    /// <exception cref="ToolException">It is missing, of another type, larger than the file can hold, or not in the file itself.</exception>
    public Constant Array(string path) => Guarded(() =>
    {
        var dataset = _file.Get(path) as IH5Dataset ?? throw new ToolException($"{path} is no array.");
        int[] shape = [.. dataset.Space.Dimensions.Select(extent => (int)Math.Min(extent, int.MaxValue))];

        // The library makes room for what is declared before it reads.
        var bytes = (long)Constant.LengthOf(shape) * dataset.Type.Size;
        var most = _stream.Length * (dataset.Layout.Class == H5DataLayoutClass.Chunked ? MaxInflation : 1);
        if (bytes > most || dataset.Layout.Class == H5DataLayoutClass.VirtualStorage)
        {
            throw new ToolException($"the array {path} declares {bytes} bytes in a file of {_stream.Length}.");
        }

        var before = _stream.BytesRead;
        var (element, values) = Values(dataset, path);
        return bytes == 0 || dataset.Layout.Class == H5DataLayoutClass.Compact || _stream.BytesRead > before
            ? new Constant(shape, values) { Element = element }
            : throw new ToolException($"the elements of the array {path} are not in the file itself.");
    });

    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    private static List<string> Texts(IH5Attribute attribute) => attribute.Space.Dimensions.Aggregate(1UL, (product, extent) => product * extent) switch
    {
        // numpy makes a list of no texts one of no numbers.
        0 => [],
        > MaxTexts => throw new ToolException($"the attribute {attribute.Name} has more than {MaxTexts} texts."),
        _ => [.. attribute.Read<string?[]>().Select(text => text ?? "")],
    };

    private static void Collect(IH5Group group, string path, int depth, List<string> found)
    {
        foreach (var child in group.Children())
        {
            if (depth > Limits.MaxRank || found.Count > Limits.MaxTensors)
            {
                throw new ToolException($"the group {path} has too many arrays, or they lie too deep.");
            }

            switch (child)
            {
                case IH5Group inner:
                    Collect(inner, $"{path}/{child.Name}", depth + 1, found);
                    break;
                case IH5Dataset:
                    found.Add($"{path}/{child.Name}");
                    break;
            }
        }
    }

    private static (ModelElementType Element, double[] Values) Values(IH5Dataset dataset, string path) => (dataset.Type.Class, dataset.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 2) => (ModelElementType.Float16, [.. dataset.Read<Half[]>().Select(value => (double)value)]),
        (H5DataTypeClass.FloatingPoint, 4) => (ModelElementType.Float32, [.. dataset.Read<float[]>().Select(value => (double)value)]),
        (H5DataTypeClass.FloatingPoint, 8) => (ModelElementType.Float64, dataset.Read<double[]>()),
        (H5DataTypeClass.FixedPoint, 1) when dataset.Type.FixedPoint.IsSigned => (
            ModelElementType.Int8,
            [.. dataset.Read<sbyte[]>().Select(value => (double)value)]),
        (H5DataTypeClass.FixedPoint, 1) => (ModelElementType.UInt8, [.. dataset.Read<byte[]>().Select(value => (double)value)]),
        (H5DataTypeClass.FixedPoint, 4) when dataset.Type.FixedPoint.IsSigned => (
            ModelElementType.Int32,
            [.. dataset.Read<int[]>().Select(value => (double)value)]),
        (H5DataTypeClass.FixedPoint, 8) when dataset.Type.FixedPoint.IsSigned => (
            ModelElementType.Int64,
            [.. dataset.Read<long[]>().Select(value => (double)value)]),
        // The upper halves of floats.
        (H5DataTypeClass.Opaque, 2) when IsBrainFloat(dataset) => (
            ModelElementType.BFloat16,
            [.. dataset.Read<ushort[]>().Select(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16))]),
        var (kind, size) => throw new ToolException($"the array {path} is of {kind} with {size} bytes; floats of 2, 4 and 8 bytes, bfloat16, "
            + "and integers are accepted."),
    };

    private static bool IsBrainFloat(IH5Dataset dataset) => dataset.AttributeExists("dtype") && dataset.Attribute("dtype").Read<string?>() == "bfloat16";

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            var result = _stream.Timed(read);

            // The library takes what a stream throws for a link that leads nowhere.
            return _stream.End is null ? result : throw _stream.End;
        }
        catch (Exception wrong) when (_stream.End is null && wrong is not ToolException)
        {
            throw new ToolException($"the file is no HDF5 file that can be read: {wrong.Message}");
        }
        catch (Exception) when (_stream.End is { } end)
        {
            throw end;
        }
    }
}
