using System.Globalization;
using System.Numerics;
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

/// <summary>Whole numbers of any size and sign: digits, with a minus before where the type has one, and nothing else.</summary>
internal readonly struct JsonInteger<T> : IJsonElement<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly NumberStyles s_style = T.IsNegative(T.MinValue) ? NumberStyles.AllowLeadingSign : NumberStyles.None;

    public static bool TryRead(ref Utf8JsonReader reader, bool words, out T value)
    {
        value = T.Zero;
        return reader.TokenType == JsonTokenType.Number && T.TryParse(reader.ValueSpan, s_style, CultureInfo.InvariantCulture, out value);
    }
}
