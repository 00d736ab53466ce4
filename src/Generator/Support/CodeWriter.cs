using System.Text;

namespace MobileNetGen.Generator.Support;

/// <summary>Text with indented blocks and <c>\n</c> line ends.</summary>
internal sealed class CodeWriter
{
    private const int IndentWidth = 4;
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Appends the text, each of its lines at the current indentation; blank lines stay blank.</summary>
    public CodeWriter Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _indent * IndentWidth).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Appends text that ends its last line, as <see cref="Line"/> does.</summary>
    public CodeWriter Text(string text) => text.Length == 0 ? this : Line(text.Substring(0, text.Length - 1));

    /// <summary>A header, <c>{</c>, and what follows indented until the returned scope is disposed, which writes the closing brace.</summary>
    public Scope Block(string header, string close = "}")
    {
        Line(header);
        return Braces(close);
    }

    /// <summary>
    /// A method of a kernel. The JIT optimises it when it first runs: networks have their speed from the first run on, and no compiler works
    /// beside them later.
    /// </summary>
    public Scope Method(string name, string parameters, string constraint = "", string access = "private") =>
        Line().Line("[MethodImpl(AggressiveOptimization)]").Block($"{access} static void {name}({parameters}){constraint}");

    public Scope Braces(string close = "}")
    {
        Line("{");
        return Indented(close);
    }

    public Scope Indented(string? close = null)
    {
        _indent++;
        return new Scope(this, close);
    }

    /// <summary>What is compiled only where a symbol is defined.</summary>
    public Scope Where(string symbol)
    {
        Line($"#if {symbol}");
        return new Scope(this, "#endif", levels: 0);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(CodeWriter writer, string? close, int levels = 1) : IDisposable
    {
        public void Dispose()
        {
            writer._indent -= levels;
            if (close is not null)
            {
                writer.Line(close);
            }
        }
    }
}
