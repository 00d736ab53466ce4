using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>A filter over rows and columns: each row of its pixels is a sum from left to right, and the rows are added top-down, times their weights.</summary>
internal static class FilterLoops
{
    /// <summary>
    /// For each output position of an axis the first pixel, the one after the last, and the weights, of which each position has room for
    /// the most.
    /// </summary>
    public static void EmitAxis(CodeWriter code, Arithmetic arithmetic, string name, IReadOnlyList<Taps> axis)
    {
        var most = axis.Max(taps => taps.Weights.Count);
        var weights = axis.SelectMany(taps => taps.Weights.Concat(Enumerable.Repeat(0f, most - taps.Weights.Count)));
        code.Line();
        code.Line($"private const int {name}Taps = {Invariant.Format(most)};");
        code.Line($"private static ReadOnlySpan<int> {name}First => [{string.Join(", ", axis.Select(taps => Invariant.Format(taps.First)))}];");
        code.Line($"private static ReadOnlySpan<int> {name}End => [{string.Join(", ", axis.Select(taps => Invariant.Format(taps.End)))}];");
        code.Line($"private static ReadOnlySpan<{arithmetic.Value}> {name}Weights => "
            + $"[{string.Join(", ", weights.Select(weight => arithmetic.Literal(weight)))}]; // [{name.ToLowerInvariant()}][{name}Taps]");
    }

    public static void EmitPixel(CodeWriter code, Dialect dialect, int channels)
    {
        EmitBounds(code, dialect, "top", "bottom", "Row", "row");
        EmitBounds(code, dialect, "left", "right", "Column", "column");
        ChannelLanes.Emit(code, dialect, channels, (piece, offset) =>
        {
            code.Line($"var sum = {piece.Zero};");
            using (code.Block("for (int y = top; y < bottom; y++)"))
            {
                code.Line($"var line = {piece.Zero};");
                using (code.Block("for (int x = left; x < right; x++)"))
                {
                    code.Line($"ref {dialect.Element} a = {Address.Ref("input", "(y * InputWidth + x) * Channels", offset)};");
                    code.Line($"line = {piece.MultiplyAdd(piece.Load("a"), piece.Broadcast("Unsafe.Add(ref columnWeights, x - left)"), "line")};");
                }

                code.Line();
                code.Line($"sum = {piece.MultiplyAdd("line", piece.Broadcast("Unsafe.Add(ref rowWeights, y - top)"), "sum")};");
            }

            code.Line();
            code.Line(piece.Store("sum", "c", offset));
        });
    }

    private static void EmitBounds(CodeWriter code, Dialect dialect, string first, string end, string name, string position)
    {
        code.Line($"int {first} = {name}First[{position}], {end} = {name}End[{position}];");
        code.Line($"ref {dialect.Value} {position}Weights = ref Unsafe.Add(ref MemoryMarshal.GetReference({name}Weights), {position} * {name}Taps);");
    }
}
