using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Loops over channels, or over any run of elements, whose lanes do not depend on each other.</summary>
internal static class ChannelLanes
{
    /// <summary>
    /// A loop of full vectors, where it has several, over <paramref name="length"/> elements, then narrower vectors for what is left.
    /// <paramref name="body"/> writes one vector's code at the offset that it is given.
    /// </summary>
    public static void Emit(CodeWriter code, Dialect dialect, int length, Action<Dialect, string> body) => EmitRange(code, dialect, 0, length, body);

    /// <summary>
    /// The same over a worker's share of <paramref name="length"/> elements, in cache lines; the last worker has what is left.
    /// </summary>
    public static void EmitShared(CodeWriter code, Dialect dialect, int length, Action<Dialect, string> body)
    {
        var line = CacheLine.Elements(dialect.Arithmetic.Element);
        var lines = Invariant.Format(length / line);
        code.Line($"int end = frame.End({lines}) * {Invariant.Format(line)};");
        using (code.Block($"for (int i = frame.Begin({lines}) * {Invariant.Format(line)}; i < end; i += {dialect.LanesOf(1)})"))
        {
            body(dialect, "i");
        }

        var whole = length / line * line;
        if (whole == length)
        {
            return;
        }

        code.Line();
        using (code.Block("if (frame.Worker == frame.Workers - 1)"))
        {
            EmitRange(code, dialect, whole, length, body);
        }
    }

    /// <summary>
    /// The same over a run whose ends are known when it runs: full vectors, and one of each narrower width where as many are left.
    /// </summary>
    /// <param name="start">The first element.</param>
    /// <param name="end">The element after the last.</param>
    public static void EmitSized(CodeWriter code, Dialect dialect, string start, string end, Action<Dialect, string> body)
    {
        code.Line($"int i = {start};");
        EmitLeft(code, dialect, end, body);
    }

    /// <summary>From <c>i</c>, which is declared, to an end that is known when the code runs.</summary>
    public static void EmitLeft(CodeWriter code, Dialect dialect, string end, Action<Dialect, string> body)
    {
        foreach (var piece in dialect.AndNarrower)
        {
            using (code.Block($"for (; i <= {end} - {Invariant.Format(piece.Lanes)}; i += {Invariant.Format(piece.Lanes)})"))
            {
                body(piece, "i");
            }

            code.Line();
        }
    }

    /// <summary>The same over a worker's share of a run, in cache lines; the last worker has what is left.</summary>
    public static void EmitSharedSized(CodeWriter code, Dialect dialect, string length, Action<Dialect, string> body)
    {
        var line = Invariant.Format(CacheLine.Elements(dialect.Arithmetic.Element));
        code.Line($"int lines = {length} / {line};");
        code.Line($"int end = frame.Worker == frame.Workers - 1 ? {length} : frame.End(lines) * {line};");
        EmitSized(code, dialect, $"frame.Begin(lines) * {line}", "end", body);
    }

    /// <summary>Calls of methods that each have a tier's vectors, as many channels as they cover being the last argument.</summary>
    /// <param name="method">The methods' name without the tier.</param>
    /// <param name="arguments">The arguments from a channel on, the channel's offset given.</param>
    /// <param name="all">The constant for all channels, if there is one.</param>
    public static void EmitCalls(CodeWriter code, Dialect dialect, string method, int length, Func<string, string> arguments, string? all = null)
    {
        foreach (var run in Dialects.Split(dialect, length).GroupBy(piece => piece.Dialect))
        {
            var channels = run.Count() * run.Key.Lanes;
            var count = channels == length && all is not null ? all : Invariant.Format(channels);
            code.Line($"{run.Key.Method(method)}({arguments(Invariant.Format(run.First().Offset))}, {count});");
        }
    }

    private static void EmitRange(CodeWriter code, Dialect dialect, int start, int end, Action<Dialect, string> body)
    {
        var whole = (end - start) / dialect.Lanes * dialect.Lanes;
        if (whole == dialect.Lanes && !IsAlike(dialect, end - start))
        {
            whole = 0;
        }

        if (whole > 0)
        {
            using (code.Block($"for (int i = {Invariant.Format(start)}; i < {Invariant.Format(start + whole)}; i += {dialect.LanesOf(1)})"))
            {
                body(dialect, "i");
            }
        }

        foreach (var piece in Dialects.Split(dialect, end - start - whole))
        {
            if (whole + piece.Offset > 0)
            {
                code.Line();
            }

            using (code.Braces())
            {
                body(piece.Dialect, Invariant.Format(start + whole + piece.Offset));
            }
        }
    }

    /// <summary>True where widths that divide a length alike have one text: a loop, even if it is one vector for the widest.</summary>
    private static bool IsAlike(Dialect dialect, int length) =>
        dialect.IsGeneric && dialect.Lanes <= PanelColumns.WidestAlike && length % PanelColumns.WidestAlike == 0;
}
