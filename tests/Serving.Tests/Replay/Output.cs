using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>Outputs as clients decode them: names, types, shapes, and values as text.</summary>
internal sealed record Output(string Name, string Datatype, string Shape, string Values)
{
    /// <summary>What the recordings expect. What one server writes as null for want of a word is one of three numbers that JSON has no word for.</summary>
    public static Output Expected(JsonElement output) => new(
        output.GetProperty("name").GetString()!,
        output.GetProperty("datatype").GetString()!,
        string.Join(',', output.GetProperty("shape").EnumerateArray()),
        string.Join(' ', output.GetProperty("data").EnumerateArray().Select(value => Text(output.GetProperty("datatype").GetString()!, value))));

    public static Output OfJson(JsonElement output, ReadOnlySpan<byte> raw)
    {
        var datatype = output.GetProperty("datatype").GetString()!;
        return new(
            output.GetProperty("name").GetString()!,
            datatype,
            string.Join(',', output.GetProperty("shape").EnumerateArray()),
            output.TryGetProperty("data", out var data) ? string.Join(
                ' ', data.EnumerateArray().Select(value => Text(datatype, value))) : OfRaw(datatype, raw));
    }

    public static string OfRaw(string datatype, ReadOnlySpan<byte> raw)
    {
        var values = new List<string>();
        while (raw.Length > 0)
        {
            var size = datatype switch
            {
                "BYTES" => 4 + BinaryPrimitives.ReadInt32LittleEndian(raw),
                "BOOL" or "UINT8" or "INT8" => 1,
                "UINT16" or "INT16" or "FP16" => 2,
                "UINT32" or "INT32" or "FP32" => 4,
                _ => 8,
            };
            values.Add(Text(datatype, raw[..size]));
            raw = raw[size..];
        }

        return string.Join(' ', values);
    }

    /// <summary>
    /// True for the same values, where a null may be any number that JSON has no word for, in the same shape, where some servers leave out rows of one.
    /// </summary>
    public static bool Same(Output expected, Output found)
    {
        var shape = found.Datatype == "BYTES" && found.Shape == expected.Shape + ",1" ? expected.Shape : found.Shape;
        if (expected with { Values = "" } != found with { Values = "", Shape = shape })
        {
            return false;
        }

        var (wanted, values) = (expected.Values.Split(' '), found.Values.Split(' '));
        return wanted.Length == values.Length
            && wanted.Zip(values).All(pair => pair.First == pair.Second || (pair.First == "null" && pair.Second is "NaN" or "Infinity" or "-Infinity"));
    }

    private static string Text(string datatype, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Number when datatype is "FP16" or "FP32" or "FP64" => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when datatype == "BYTES" => Convert.ToHexString(Encoding.UTF8.GetBytes(value.GetString()!)) + ".",
        _ => value.ToString().ToLowerInvariant() switch { "nan" => "NaN", "infinity" => "Infinity", "-infinity" => "-Infinity", var other => other },
    };

    private static string Text(string datatype, ReadOnlySpan<byte> raw) => datatype switch
    {
        "BYTES" => Convert.ToHexString(raw[4..]) + ".",
        "BOOL" => raw[0] == 0 ? "false" : "true",
        "FP16" => ((double)BinaryPrimitives.ReadHalfLittleEndian(raw)).ToString("R", CultureInfo.InvariantCulture),
        "FP32" => ((double)BinaryPrimitives.ReadSingleLittleEndian(raw)).ToString("R", CultureInfo.InvariantCulture),
        "FP64" => BinaryPrimitives.ReadDoubleLittleEndian(raw).ToString("R", CultureInfo.InvariantCulture),
        "UINT8" => raw[0].ToString(CultureInfo.InvariantCulture),
        "INT8" => ((sbyte)raw[0]).ToString(CultureInfo.InvariantCulture),
        "UINT16" => BinaryPrimitives.ReadUInt16LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
        "INT16" => BinaryPrimitives.ReadInt16LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
        "UINT32" => BinaryPrimitives.ReadUInt32LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
        "INT32" => BinaryPrimitives.ReadInt32LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
        "UINT64" => BinaryPrimitives.ReadUInt64LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
        _ => BinaryPrimitives.ReadInt64LittleEndian(raw).ToString(CultureInfo.InvariantCulture),
    };
}
