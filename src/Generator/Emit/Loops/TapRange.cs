using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>For each tap of a window's rows or columns the outputs for which it lies inside the map.</summary>
internal sealed record TapRange(int Input, int Output, int Taps, int Stride, int Dilation, int Before)
{
    public void Emit(CodeWriter code, string name)
    {
        code.Line();
        EmitTable(code, name + "First", [.. Enumerable.Range(0, Taps).Select(First)]);
        EmitTable(code, name + "End", [.. Enumerable.Range(0, Taps).Select(End)]);
    }

    private int First(int tap) => Math.Min(Quotient.RoundedUp(Math.Max(Before - (tap * Dilation), 0), Stride), Output);

    private int End(int tap)
    {
        // The last output whose tap lies on the last pixel or before it.
        var last = Input - 1 + Before - (tap * Dilation);
        return last < 0 ? First(tap) : Math.Max(First(tap), Math.Min((last / Stride) + 1, Output));
    }

    private static void EmitTable(CodeWriter code, string name, IReadOnlyList<int> values) =>
        code.Line($"private static ReadOnlySpan<int> {name} => [{string.Join(", ", values.Select(Invariant.Format))}];");
}
