using System.Text.Json;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>Steps over objects and arrays of known form; what a thing is called in messages comes with it.</summary>
internal static class JsonWalk
{
    /// <exception cref="InferenceException">It is no object.</exception>
    public static void RequireObject(ref Utf8JsonReader reader, string what) => Require(ref reader, JsonTokenType.StartObject, what, "an object");

    /// <exception cref="InferenceException">It is no array.</exception>
    public static void RequireArray(ref Utf8JsonReader reader, string what) => Require(ref reader, JsonTokenType.StartArray, what, "an array");

    /// <summary>Goes to the next key of an object, whose last value was read to its end.</summary>
    public static bool NextKey(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the next element of an array, whose last one was read to its end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>True for a key of that name, which must not come twice; the reader then stands at its value.</summary>
    /// <exception cref="InferenceException">It comes a second time.</exception>
    public static bool IsKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> key, ref bool seen, string what)
    {
        if (!reader.ValueTextEquals(key))
        {
            return false;
        }

        if (seen)
        {
            throw new InferenceException($"{what} has the key '{reader.GetString()}' twice");
        }

        seen = true;
        reader.Read();
        return true;
    }

    /// <summary>The key at which the reader stands.</summary>
    /// <exception cref="InferenceException">It is no text.</exception>
    public static string Key(ref Utf8JsonReader reader) => Text(ref reader, "a key");

    /// <summary>Steps over a key that nothing is known of, and its value.</summary>
    public static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <exception cref="InferenceException">It is no string, or no text.</exception>
    public static string String(ref Utf8JsonReader reader, string what)
    {
        Require(ref reader, JsonTokenType.String, what, "a string");
        return Text(ref reader, what);
    }

    /// <summary>The bytes of a string.</summary>
    /// <exception cref="InferenceException">It is no string, or no text.</exception>
    public static byte[] Bytes(ref Utf8JsonReader reader, string what)
    {
        Require(ref reader, JsonTokenType.String, what, "a string");
        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            return bytes[..reader.CopyString(bytes)];
        }
        catch (InvalidOperationException error)
        {
            throw new InferenceException($"{what} is no text in UTF-8", error);
        }
    }

    /// <exception cref="InferenceException">It is neither true nor false.</exception>
    public static bool Boolean(ref Utf8JsonReader reader, string what) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new InferenceException($"{what} is true or false, and not {JsonTensor.Text(reader)}"),
    };

    /// <exception cref="InferenceException">It is no whole number from zero on.</exception>
    public static long Count(ref Utf8JsonReader reader, string what) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) && count >= 0
            ? count
            : throw new InferenceException($"{what} is a whole number, 0 or more, and not {JsonTensor.Text(reader)}");

    private static string Text(ref Utf8JsonReader reader, string what)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            // How the reader says that bytes are no UTF-8, or that an escape is half a character.
            throw new InferenceException($"{what} is no text in UTF-8", error);
        }
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type, string what, string name)
    {
        if (reader.TokenType != type)
        {
            throw new InferenceException($"{what} is {name}, and not {JsonTensor.Text(reader)}");
        }
    }
}
