using System.Text.Json;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>
/// Walks over the leaves of an array, which may be nested as long as it is regular: arrays beside each other have the same length, and leaves lie at
/// the same depth.
/// </summary>
internal sealed class JsonNesting
{
    /// <summary>The deepest that <see cref="Utf8JsonReader"/> goes.</summary>
    private const int MaxDeep = 64;

    private readonly string _name;
    private readonly int[] _lengths = new int[MaxDeep];
    private readonly int[] _counts = new int[MaxDeep];
    private int _depth;
    private int _leaves = -1;

    /// <param name="reader">At the array's first token.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InferenceException">It is no array.</exception>
    public JsonNesting(ref Utf8JsonReader reader, string name)
    {
        _name = name;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InferenceException($"input '{name}': the values are an array, and not {JsonTensor.Text(reader)}");
        }

        Array.Fill(_lengths, -1);
    }

    /// <summary>The lengths of the arrays, from the outermost; complete when the walk has ended.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, _leaves == -1 ? 1 : _leaves + 1);

    /// <summary>Goes to the next leaf.</summary>
    /// <returns>False at the end of the outermost array.</returns>
    /// <exception cref="InferenceException">The nesting is not regular.</exception>
    public bool MoveNext(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    _counts[_depth++]++;
                    _counts[_depth] = 0;
                    break;
                case JsonTokenType.EndArray when Close():
                    return false;
                case JsonTokenType.EndArray:
                    break;
                default:
                    Count();
                    return true;
            }
        }

        throw new JsonException("the array does not end");
    }

    private void Count()
    {
        _counts[_depth]++;
        if (_leaves != _depth)
        {
            _leaves = _leaves == -1 ? _depth : throw Ragged();
        }
    }

    /// <returns>True at the end of the outermost array.</returns>
    private bool Close()
    {
        if (_lengths[_depth] == -1)
        {
            _lengths[_depth] = _counts[_depth];
        }

        return _lengths[_depth] == _counts[_depth] ? _depth-- == 0 : throw Ragged();
    }

    private InferenceException Ragged() => new($"input '{_name}': the nested values are ragged; arrays beside each other have the same length");
}
