using System.Globalization;
using System.Text;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Json;

/// <summary>
/// Reads JSON (RFC 8259) with the comments and trailing commas that editors allow in settings files.
/// The generator has a reader of its own because packages do not load in every host of an analyzer; it also gives positions.
/// </summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 64;
    private readonly string _text;
    private readonly Dictionary<Node, TextRange>? _ranges;
    private int _at;

    private JsonParser(string text, Dictionary<Node, TextRange>? ranges)
    {
        _text = text;
        _ranges = ranges;
    }

    /// <summary>The tree, or the first thing that is wrong.</summary>
    public static Result<ObjectNode> Parse(string text) => Parse(text, null);

    /// <summary>The tree with the places of its nodes; null for what is no description.</summary>
    public static LocatedJson? Locate(string text)
    {
        var ranges = LocatedJson.NoRanges();
        return Parse(text, ranges).Value is { } root ? new LocatedJson(root, ranges) : null;
    }

    private static Result<ObjectNode> Parse(string text, Dictionary<Node, TextRange>? ranges)
    {
        var parser = new JsonParser(text, ranges);
        try
        {
            var root = parser.Value(0);
            parser.Space();
            if (parser._at < text.Length)
            {
                throw parser.Wrong("the end of the file");
            }

            return root is ObjectNode found
                ? Result<ObjectNode>.Success(found)
                : Result<ObjectNode>.Failure(
                    new Problem(ProblemKind.InvalidJson, new OffsetPlace(0), $"the file holds {root.DisplayText}; an object is accepted."));
        }
        catch (FormatException wrong)
        {
            return Result<ObjectNode>.Failure(new Problem(ProblemKind.InvalidJson, new OffsetPlace(Math.Min(parser._at, text.Length)), wrong.Message));
        }
    }

    private Node Value(int depth)
    {
        Space();
        if (depth > MaxDepth)
        {
            throw new FormatException($"values stand in each other more than {MaxDepth} deep; fewer are accepted.");
        }

        var start = _at;
        var node = Peek() switch
        {
            '{' => Object(depth),
            '[' => Array(depth),
            '"' => new StringNode(Text()),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Word(),
        };
        _ranges?.Add(node, new TextRange(start, _at - start));
        return node;
    }

    private ObjectNode Object(int depth)
    {
        var members = new List<Member>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        _at++;
        for (Space(); Peek() != '}'; Space())
        {
            var start = _at;
            if (Peek() != '"')
            {
                throw Wrong("a key in quotes or }");
            }

            var key = Text();
            if (!keys.Add(key))
            {
                _at = start;
                throw new FormatException($"the key \"{Visible.Short(key)}\" stands twice in one object; once is accepted.");
            }

            Space();
            Take(':', "a colon");
            members.Add(new Member(key, Value(depth + 1)));
            Separator('}');
        }

        _at++;
        return new ObjectNode(members.ToEquatable());
    }

    private ArrayNode Array(int depth)
    {
        var items = new List<Node>();
        _at++;
        for (Space(); Peek() != ']'; Space())
        {
            items.Add(Value(depth + 1));
            Separator(']');
        }

        _at++;
        return new ArrayNode(items.ToEquatable());
    }

    private void Separator(char close)
    {
        Space();
        if (Peek() != close)
        {
            Take(',', $"a comma or {close}");
        }
    }

    private NumberNode Number()
    {
        var start = _at;
        if (Peek() == '-')
        {
            _at++;
        }

        var leading = _at;
        Digits();
        if (_text[leading] == '0' && _at > leading + 1)
        {
            _at = leading;
            throw new FormatException("a number begins with a needless 0; 0 or a digit from 1 to 9 is accepted there.");
        }

        if (Peek() == '.')
        {
            _at++;
            Digits();
        }

        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            Digits();
        }

        var text = _text.Substring(start, _at - start);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.IsInfinity(value))
        {
            throw new FormatException($"the number {Visible.Short(text)} is out of range; numbers up to 1.7e308 are accepted.");
        }

        return new NumberNode(value);
    }

    private void Digits()
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Wrong("a digit");
        }
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (_at++; Peek() != '"'; _at++)
        {
            if (_at >= _text.Length || _text[_at] < ' ')
            {
                throw Wrong("the closing quote of a text");
            }

            text.Append(_text[_at] == '\\' ? Escaped() : _text[_at]);
        }

        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        _at++;
        switch (Peek())
        {
            case '"' or '\\' or '/':
                return _text[_at];
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length
                && int.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Wrong("one of \" \\ / b f n r t, or u and four hexadecimal digits, after a backslash");
        }
    }

    private Node Word()
    {
        foreach (var (word, node) in new (string, Node)[] { ("true", new BooleanNode(true)), ("false", new BooleanNode(false)), ("null", new NullNode()) })
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0)
            {
                _at += word.Length;
                return node;
            }
        }

        throw Wrong("a value");
    }

    private void Space()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\n' || (_at == 0 && _text[0] == '\uFEFF'))
            {
                _at++;
            }
            else if (StartsWith("//"))
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end + 1;
            }
            else if (StartsWith("/*"))
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Wrong("the end of a comment, */,");
                }

                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    /// <summary>The character here; 0 at the end.</summary>
    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Take(char character, string expected)
    {
        if (Peek() != character)
        {
            throw Wrong(expected);
        }

        _at++;
    }

    private FormatException Wrong(string expected) =>
        new($"{(_at < _text.Length ? $"\"{_text[_at]}\" stands" : "the file ends")} where {expected} is expected.");
}
