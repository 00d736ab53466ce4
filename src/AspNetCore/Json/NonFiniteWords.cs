using System.Buffers;
using System.Text.Json;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>
/// NaN, Infinity and -Infinity: JSON has no words for them, Python writes them bare all the same, and some clients cannot read them so.
/// They are read bare, and written as strings.
/// </summary>
internal static class NonFiniteWords
{
    private static ReadOnlySpan<byte> Nan => "NaN"u8;

    private static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    /// <summary>A text in which bare words outside of strings stand in quotation marks; null if it has none.</summary>
    public static ReadOnlyMemory<byte>? Quote(ReadOnlySpan<byte> json)
    {
        ArrayBufferWriter<byte>? quoted = null;
        var (copied, place) = (0, 0);
        while (place < json.Length)
        {
            if (json[place] == '"')
            {
                place = EndOfString(json, place);
                continue;
            }

            var length = WordAt(json[place..]);
            if (length == 0)
            {
                place++;
                continue;
            }

            quoted ??= new ArrayBufferWriter<byte>(json.Length + (json.Length / 4));
            quoted.Write(json[copied..place]);
            quoted.Write("\""u8);
            quoted.Write(json.Slice(place, length));
            quoted.Write("\""u8);
            copied = place += length;
        }

        quoted?.Write(json[copied..]);
        return quoted?.WrittenMemory;
    }

    /// <returns>True for one of the words in quotation marks, if <paramref name="words"/> are accepted.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out double value)
    {
        value = double.NaN;
        if (!words || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (reader.ValueTextEquals(Nan))
        {
            return true;
        }

        value = reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity : double.PositiveInfinity;
        return double.IsNegative(value) || reader.ValueTextEquals(Infinity);
    }

    public static void Write(Utf8JsonWriter writer, double value) =>
        writer.WriteStringValue(double.IsNaN(value) ? Nan : value > 0 ? Infinity : "-Infinity"u8);

    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        var place = start + 1;
        while (place < json.Length && json[place] != '"')
        {
            place += json[place] == '\\' ? 2 : 1;
        }

        return Math.Min(place + 1, json.Length);
    }

    private static int WordAt(ReadOnlySpan<byte> json) =>
        json.StartsWith(Nan) ? Nan.Length
        : json.StartsWith(Infinity) ? Infinity.Length
        : json.StartsWith("-Infinity"u8) ? Infinity.Length + 1
        : 0;
}
