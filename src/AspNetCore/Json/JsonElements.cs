using System.Text.Json;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>How an element of JSON becomes a number; a type of its own for each, so that loops over them are compiled for each.</summary>
internal interface IJsonElement<T>
{
    /// <returns>False if the token is none of the type, or out of its range.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, bool words, out T value);
}

/// <summary>JSON's true and false, as bytes.</summary>
internal readonly struct JsonBool : IJsonElement<byte>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out byte value)
    {
        value = reader.TokenType == JsonTokenType.True ? (byte)1 : (byte)0;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }
}

/// <summary>Floats: what no double holds is refused, what a float cannot hold is infinite.</summary>
internal readonly struct JsonFloat : IJsonElement<float>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out float value)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetSingle(out value) && (float.IsFinite(value) || (reader.TryGetDouble(out var wide) && double.IsFinite(wide)));
        }

        var read = NonFiniteWords.TryRead(ref reader, words, out var word);
        value = (float)word;
        return read;
    }
}

/// <inheritdoc cref="JsonFloat"/>
internal readonly struct JsonDouble : IJsonElement<double>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out double value) => reader.TokenType == JsonTokenType.Number
        ? reader.TryGetDouble(out value) && double.IsFinite(value)
        : NonFiniteWords.TryRead(ref reader, words, out value);
}

internal readonly struct JsonByte : IJsonElement<byte>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out byte value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out value);
    }
}

internal readonly struct JsonUInt16 : IJsonElement<ushort>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out ushort value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out value);
    }
}

internal readonly struct JsonUInt32 : IJsonElement<uint>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out uint value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out value);
    }
}

internal readonly struct JsonUInt64 : IJsonElement<ulong>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out ulong value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out value);
    }
}

internal readonly struct JsonSByte : IJsonElement<sbyte>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out sbyte value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetSByte(out value);
    }
}

internal readonly struct JsonInt16 : IJsonElement<short>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out short value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt16(out value);
    }
}

internal readonly struct JsonInt32 : IJsonElement<int>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out int value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value);
    }
}

internal readonly struct JsonInt64 : IJsonElement<long>
{
    public static bool TryRead(ref Utf8JsonReader reader, bool words, out long value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);
    }
}
