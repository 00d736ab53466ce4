using System.Buffers.Binary;
using System.Text.Json;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>The weights that a <c>weightsManifest</c> lists, out of the shards beside the model.</summary>
/// <param name="All">The weights in the manifest's order.</param>
/// <param name="FileBytes">The length of the model and its shards.</param>
internal sealed record TfjsWeights(IReadOnlyList<(string Name, Constant Value)> All, long FileBytes)
{
    /// <param name="manifest">The array of groups.</param>
    /// <param name="modelBytes">The length of the model.json.</param>
    /// <param name="open">The bytes of a shard by its name.</param>
    /// <exception cref="ToolException">A shard is missing, listed twice or of another length, or an entry is not understood.</exception>
    public static TfjsWeights Read(JsonElement manifest, long modelBytes, Func<string, byte[]> open)
    {
        var weights = new List<(string, Constant)>();
        var (total, listed) = (modelBytes, new HashSet<string>(StringComparer.Ordinal));
        foreach (var group in Array(manifest, "the weightsManifest"))
        {
            var bytes = Shards(group, listed, open);
            total += bytes.Length;
            var offset = 0;
            foreach (var entry in Array(Member(group, "weights"), "the weights of a group"))
            {
                var (name, value, length) = Entry(entry, bytes.AsSpan(offset));
                offset += length;
                weights.Add((name, value));
            }

            if (offset != bytes.Length)
            {
                throw new ToolException($"the shards of a group have {bytes.Length} bytes, and its weights {offset}.");
            }
        }

        return new TfjsWeights(weights, total);
    }

    private static byte[] Shards(JsonElement group, HashSet<string> listed, Func<string, byte[]> open)
    {
        using var bytes = new MemoryStream();
        foreach (var path in Array(Member(group, "paths"), "the paths of a group"))
        {
            var name = path.ValueKind == JsonValueKind.String ? path.GetString()! : throw new ToolException("a path of the weightsManifest is no text.");
            if (!listed.Add(name))
            {
                throw new ToolException($"the shard {name} is listed twice.");
            }

            var shard = open(name);
            if (shard.Length + bytes.Length > Limits.MaxFileBytes)
            {
                throw new ToolException($"the shards of a group have more than {Limits.MaxFileBytes} bytes.");
            }

            bytes.Write(shard);
        }

        return bytes.ToArray();
    }

    private static (string Name, Constant Value, int Length) Entry(JsonElement entry, ReadOnlySpan<byte> bytes)
    {
        var name = Member(entry, "name").GetString() ?? "";
        int[] shape = [.. Array(Member(entry, "shape"), $"the shape of {name}").Select(extent => extent.TryGetInt32(out var value) ? value : -1)];
        var count = Constant.LengthOf(shape);
        var quantization = entry.TryGetProperty("quantization", out var found) ? found : default;
        var type = quantization.ValueKind == JsonValueKind.Object ? Member(quantization, "dtype").GetString() : Member(entry, "dtype").GetString();
        var size = type switch
        {
            "uint8" or "bool" => 1,
            "uint16" or "float16" => 2,
            "float32" or "int32" => 4,
            _ => throw new ToolException($"the weight {name} has the type {type}; float32, float16, int32, uint16, uint8 and bool are accepted."),
        };
        if ((long)count * size > bytes.Length)
        {
            throw new ToolException($"the weight {name} needs {(long)count * size} bytes, and its shards have {bytes.Length} left.");
        }

        var (scale, least) = quantization.ValueKind == JsonValueKind.Object && type != "float16"
            ? (Member(quantization, "scale").GetDouble(), Member(quantization, "min").GetDouble())
            : (1, 0);
        var values = new double[count];
        for (var index = 0; index < count; index++)
        {
            var element = bytes.Slice(index * size, size);
            values[index] = least + (scale * type switch
            {
                "float32" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "float16" => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                "int32" => BinaryPrimitives.ReadInt32LittleEndian(element),
                "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(element),
                _ => element[0],
            });
        }

        var original = Member(entry, "dtype").GetString();
        var constant = new Constant(shape, original == "int32" && type != "int32" ? [.. values.Select(value => Math.Round(value))] : values);
        return (
            name,
            constant with { Element = original switch { "int32" => ModelElementType.Int32, "bool" => ModelElementType.Bool, _ => ModelElementType.Float32 } },
            count * size);
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw new ToolException($"an entry of the weightsManifest has no {name}.");

    private static JsonElement.ArrayEnumerator Array(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new ToolException($"{what} are no array.");
}
