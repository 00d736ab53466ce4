using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>A file of exact gradients: tensors by name, in double precision, and the texts beside them.</summary>
internal sealed class TrainingCase
{
    private readonly byte[] _bytes;
    private readonly JsonElement _header;
    private readonly int _data;

    private TrainingCase(string path)
    {
        _bytes = File.ReadAllBytes(path);
        var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(_bytes));
        _header = JsonDocument.Parse(_bytes.AsMemory(sizeof(ulong), length)).RootElement;
        _data = sizeof(ulong) + length;
        Name = Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>The folder beside the repository, or null where it is absent.</summary>
    public static string? Folder { get; } = Path.Combine(Repository.Root, "..", "shared", "truth", "training") is var folder && Directory.Exists(folder)
        ? folder
        : null;

    public string Name { get; }

    public IEnumerable<string> Tensors => _header.EnumerateObject().Select(entry => entry.Name).Where(name => name != "__metadata__");

    public static TrainingCase Read(params string[] path) => new(Path.Combine([Folder!, .. path]));

    public bool Has(string name) => _header.TryGetProperty(name, out _);

    public string? Text(string name) => _header.GetProperty("__metadata__").TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>How far PyTorch's float32 is from the truth, of a tensor's range.</summary>
    public double DistanceOf(string key, string tensor) =>
        Text(key) is { } text && JsonDocument.Parse(text).RootElement.TryGetProperty(tensor, out var distance) ? distance.GetDouble() : 0;

    public int[] Shape(string name) => [.. _header.GetProperty(name).GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];

    public double[] Values(string name)
    {
        var entry = _header.GetProperty(name);
        var offsets = entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()).ToList();
        var bytes = _bytes.AsSpan(_data + offsets[0], offsets[1] - offsets[0]);
        return entry.GetProperty("dtype").GetString() switch
        {
            "F64" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            "F32" => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value)],
            "I64" => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(value => (double)value)],
            _ => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(value => (double)value)],
        };
    }

    public float[] Floats(string name) => [.. Values(name).Select(value => (float)value)];
}
