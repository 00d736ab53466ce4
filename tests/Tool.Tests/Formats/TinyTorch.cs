using System.IO.Compression;
using System.Text;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Writes the instructions of a pickle as <c>torch.save</c> does, and its two kinds of files.</summary>
internal sealed class TinyTorch
{
    private readonly List<byte> _pickle = [];
    private readonly List<(string Key, byte[] Bytes, int Size)> _storages = [];

    public TinyTorch() => Put([0x80, 2]);

    public TinyTorch Put(ReadOnlySpan<byte> bytes)
    {
        _pickle.AddRange(bytes);
        return this;
    }

    public TinyTorch Text(string text) => Put([(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]);

    public TinyTorch Number(int number) => Put([(byte)'J', .. BitConverter.GetBytes(number)]);

    public TinyTorch Name(string module, string name) => Put(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    /// <summary>An empty dictionary, and the mark after which its items come.</summary>
    public TinyTorch Begin() => Put("}("u8);

    public TinyTorch End() => Put("u"u8);

    /// <summary>An item of a dictionary: a view of a storage of its own.</summary>
    public TinyTorch Tensor(string name, string type, byte[] bytes, int size, int offset, int[] shape, int[] strides)
    {
        var key = $"{_storages.Count}";
        _storages.Add((key, bytes, size));
        Text(name).Name("torch._utils", "_rebuild_tensor_v2")
            .Put("(("u8)
            .Text("storage")
            .Name("torch", type)
            .Text(key)
            .Text("cpu")
            .Number(bytes.Length / size)
            .Put("tQ"u8)
            .Number(offset);
        return Tuple(shape).Tuple(strides).Put([0x89]).Name("collections", "OrderedDict").Put(")RtR"u8);
    }

    public TinyTorch Floats(string name, float[] values, params int[] shape) =>
        Tensor(
            name,
            "FloatStorage",
            [.. values.SelectMany(BitConverter.GetBytes)],
            4,
            0,
            shape,
            [.. shape.Select((_, axis) => shape.Skip(axis + 1).Aggregate(1, (product, extent) => product * extent))]);

    public byte[] Archive(string extra = "")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            TinyKeras.Add(archive, "w/data.pkl", [.. _pickle, (byte)'.']);
            TinyKeras.Add(archive, "w/byteorder", "little"u8.ToArray());
            _storages.ForEach(storage => TinyKeras.Add(archive, $"w/data/{storage.Key}", storage.Bytes));
            if (extra.Length > 0)
            {
                TinyKeras.Add(archive, extra, []);
            }
        }

        return file.ToArray();
    }

    /// <summary>The stream of old: a number, the protocol, the machine, the objects, keys, storages.</summary>
    public byte[] Legacy()
    {
        var keys = new TinyTorch().Put("]("u8);
        _storages.ForEach(storage => keys.Text(storage.Key));
        return
        [
            0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.',
            0x80, 2, (byte)'M', 0xE9, 3, (byte)'.',
            0x80, 2, (byte)'}', (byte)'.',
            .. _pickle, (byte)'.',
            .. keys.Put("e."u8)._pickle,
            .. _storages.SelectMany(storage => (byte[])[.. BitConverter.GetBytes((long)storage.Bytes.Length / storage.Size), .. storage.Bytes]),
        ];
    }

    private TinyTorch Tuple(int[] numbers)
    {
        Put("("u8);
        foreach (var number in numbers)
        {
            Number(number);
        }

        return Put("t"u8);
    }
}
