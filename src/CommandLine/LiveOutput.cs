using System.Text;
using Spectre.Console;

namespace MobileNetGen.CommandLine;

/// <summary>
/// Where progress is drawn while work is under way. Spectre.Console draws it on a thread of its own, which goes on for ever where it begins only after
/// short work has ended: what comes after the end is dropped, since the output may be closed by then.
/// </summary>
internal sealed class LiveOutput(IAnsiConsoleOutput output) : TextWriter, IAnsiConsoleOutput
{
    private readonly Lock _lock = new();
    private bool _hasEnded;

    public TextWriter Writer => this;

    public bool IsTerminal => output.IsTerminal;

    public int Width => output.Width;

    public int Height => output.Height;

    public override Encoding Encoding => output.Writer.Encoding;

    public void SetEncoding(Encoding encoding) => output.SetEncoding(encoding);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => WhileUnderWay(writer => writer.Write(value));

    public override void Flush() => WhileUnderWay(writer => writer.Flush());

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _hasEnded = true;
        }

        base.Dispose(disposing);
    }

    private void WhileUnderWay(Action<TextWriter> write)
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                write(output.Writer);
            }
        }
    }
}
