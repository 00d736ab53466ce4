using System.Buffers.Binary;
using System.IO.Compression;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>Reads what <c>torch.save(model.state_dict(), …)</c> writes, in the archive of today and in the stream of old.</summary>
internal static class TorchFile
{
    /// <summary>What to type instead.</summary>
    public const string Way = "Save the weights alone, with torch.save(model.state_dict(), \"weights.pth\"), or export the network with torch.onnx.export.";

    /// <summary>What to type for a module that was saved as a whole.</summary>
    public const string WayOfModule = "Save the weights alone, with torch.save(torch.load(\"x.pt\", weights_only=False).state_dict(), "
        + "\"weights.pth\") where its code is, or export the network with torch.onnx.export.";

    private const long Magic = long.MaxValue;

    /// <summary>All tensors of floats by name, in the file's order.</summary>
    /// <exception cref="ToolException">The file is another, or holds more than a state dictionary.</exception>
    public static IReadOnlyList<NamedTensor> Read(byte[] file, List<string> notes)
    {
        try
        {
            return file.AsSpan().StartsWith("PK"u8) ? Archive(file, notes) : Stream(file, notes);
        }
        catch (InvalidDataException wrong)
        {
            throw new ToolException($"it is no file of torch.save that can be read: {wrong.Message}");
        }
    }

    private static List<NamedTensor> Archive(byte[] file, List<string> notes)
    {
        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        bool Has(string part) => archive.Entries.Any(entry => entry.FullName.Contains(part, StringComparison.Ordinal));
        if (Has("/code/") || Has("constants.pkl"))
        {
            throw new ToolException("it is a TorchScript program. Save its weights alone, with torch.save(torch.jit.load(\"x.pt\").state_dict(), "
                + "\"weights.pth\"), or export the network with torch.onnx.export.");
        }

        if (Has("archive_format") || Has("models/model.json") || Has("serialized_exported_program"))
        {
            throw new ToolException("it is a program of torch.export (.pt2). Save its weights alone, "
                + "with torch.save(dict(torch.export.load(\"x.pt2\").state_dict), \"weights.pth\"), or export the network with torch.onnx.export.");
        }

        var most = Limits.MaxUnpacked(file.Length);
        var pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal) || entry.FullName == "data.pkl")
            ?? throw new ToolException($"the archive has no data.pkl, as those of torch.save have. {Way}");
        var root = pickle.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(root + "byteorder") is { } order && !ZipContent.Read(order, most).AsSpan().SequenceEqual("little"u8))
        {
            throw new ToolException("its bytes are in big-endian order; little-endian is accepted.");
        }

        var read = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        return Tensors(new PickleReader(ZipContent.Read(pickle, most)).Read(), notes, storage => read.TryGetValue(storage.Key, out var known)
            ? known
            : read[storage.Key] = ZipContent.Read(
                archive.GetEntry($"{root}data/{storage.Key}") ?? throw new ToolException($"the archive has no {root}data/{storage.Key}."),
                most));
    }

    /// <summary>A number, the protocol, the machine, the objects, the keys of storages, and each storage after its length.</summary>
    private static List<NamedTensor> Stream(byte[] file, List<string> notes)
    {
        var reader = new PickleReader(file);
        if (file.Length < 2 || file[0] != 0x80 || reader.Read() is not Magic || reader.Read() is not 1001L || reader.Read() is not PickledMapping)
        {
            throw new ToolException($"it is no file of torch.save. {Way}");
        }

        var content = reader.Read();
        var keys = reader.Read() as List<object?> ?? throw new ToolException($"it lists no storages. {Way}");
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        var sizes = reader.Storages.GroupBy(storage => storage.Key)
            .ToDictionary(group => group.Key, group => TorchTensor.Size(group.First().Type), StringComparer.Ordinal);
        long at = reader.End;
        foreach (var key in keys.OfType<string>())
        {
            if (at + sizeof(long) > file.Length || !sizes.TryGetValue(key, out var size))
            {
                throw new ToolException($"its storage {key} is not there, or of no tensor.");
            }

            var length = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)at, sizeof(long)));
            places[key] = at += sizeof(long);
            at = length >= 0 && length <= (file.Length - at) / size
                ? at + (length * size)
                : throw new ToolException($"its storage {key} ends after the file.");
        }

        return Tensors(
            content,
            notes,
            storage => places.TryGetValue(storage.Key, out var place)
                ? file.AsMemory((int)place)
                : throw new ToolException($"its storage {storage.Key} is not there."));
    }

    private static List<NamedTensor> Tensors(object? content, List<string> notes, Func<TorchStorage, ReadOnlyMemory<byte>> bytes)
    {
        var found = StateDictionary.Of(content, notes);
        var budget = found.Sum(item => item.Tensor.Shape.Aggregate(1m, (product, extent) => product * Math.Max(extent, 0)));
        return budget <= Limits.MaxKept(Limits.MaxFileBytes)
            ? [.. found.Where(item => item.Tensor.IsFloat).Select(item => new NamedTensor(
                item.Name,
                [.. item.Tensor.Shape.Select(extent => checked((int)extent))],
                item.Tensor.Values(bytes(item.Tensor.Storage).Span)))]
            : throw new ToolException($"its tensors have {budget} elements; {Limits.MaxKept(Limits.MaxFileBytes)} are accepted.");
    }
}
