using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// A sum, or the largest, of elements that lie side by side, as the channels of a pixel do, whose rounding does not depend on the CPU:
/// element <c>i</c> goes to lane <c>i % 16</c> at every width,
/// and the lanes are joined as a tree.
/// </summary>
internal static class VirtualLanes
{
    private const int Count = 16;

    /// <summary>Code that declares the lanes, once in a method.</summary>
    public static void EmitLanes(CodeWriter code, Dialect dialect) =>
        code.Line($"Span<{dialect.Value}> lanes = stackalloc {dialect.Value}[{Invariant.Format(Count)}];");

    /// <summary>Code that leaves the sum in a new <c>sum</c>.</summary>
    /// <param name="step">A lane's sum with one more element, from the sum and the element's offset.</param>
    public static void EmitSum(CodeWriter code, Dialect dialect, int length, Func<Dialect, string, string, string> step) =>
        Emit(
            code,
            dialect,
            length,
            new Joining("sum", dialect.Arithmetic.Zero, "lanes.Clear();", step, dialect.Scalar.Accumulate("lanes[i]", "lanes[i + half]")));

    /// <summary>Code that leaves the largest element after a reference in a new <c>largest</c>.</summary>
    public static void EmitLargest(CodeWriter code, Dialect dialect, int length, string reference) => Emit(code, dialect, length, new Joining(
        "largest",
        dialect.Arithmetic.MinValue,
        $"lanes.Fill({dialect.Arithmetic.MinValue});",
        (piece, largest, offset) => piece.Maximum(largest, piece.Load(reference, offset)),
        $"lanes[i] = {dialect.Scalar.Maximum("lanes[i]", "lanes[i + half]")};"));

    private static void Emit(CodeWriter code, Dialect dialect, int length, Joining joining)
    {
        var whole = length / Count * Count;
        if (whole > 0)
        {
            EmitWhole(code, dialect, whole, joining);
        }
        else
        {
            code.Line(joining.Clear);
        }

        if (whole < length)
        {
            using (code.Block($"for (int i = {Invariant.Format(whole)}; i < {Invariant.Format(length)}; i++)"))
            {
                code.Line($"lanes[i % {Invariant.Format(Count)}] = {joining.Step(dialect.Scalar, $"lanes[i % {Invariant.Format(Count)}]", "i")};");
            }
        }

        code.Line();
        using (code.Block($"for (int half = {Invariant.Format(Count / 2)}; half > 0; half /= 2)"))
        using (code.Block("for (int i = 0; i < half; i++)"))
        {
            code.Line(joining.Tree);
        }

        code.Line();
        code.Line($"{dialect.Value} {joining.Result} = lanes[0];");
    }

    /// <summary>Sixteen elements at a time, in as many vectors as the width needs for them.</summary>
    private static void EmitWhole(CodeWriter code, Dialect dialect, int whole, Joining joining)
    {
        var vectors = Enumerable.Range(0, Count / dialect.Lanes).ToList();
        foreach (var vector in vectors)
        {
            code.Line($"var lanes{vector} = {dialect.Broadcast(joining.Start)};");
        }

        using (code.Block($"for (int i = 0; i < {Invariant.Format(whole)}; i += {Invariant.Format(Count)})"))
        {
            foreach (var vector in vectors)
            {
                code.Line($"lanes{vector} = {joining.Step(dialect, $"lanes{vector}", vector == 0 ? "i" : $"i + {Invariant.Format(vector * dialect.Lanes)}")};");
            }
        }

        code.Line();
        foreach (var vector in vectors)
        {
            code.Line(dialect.StoreLanes($"lanes{vector}", $"lanes[{Invariant.Format(vector * dialect.Lanes)}]"));
        }
    }

    /// <summary>How elements become one.</summary>
    /// <param name="Result">The variable that has it in the end.</param>
    /// <param name="Start">What a lane begins with.</param>
    /// <param name="Clear">The statement that gives it to all lanes.</param>
    /// <param name="Step">A lane with one more element, from the lane and the element's offset.</param>
    /// <param name="Tree">The statement that joins two lanes.</param>
    private sealed record Joining(string Result, string Start, string Clear, Func<Dialect, string, string, string> Step, string Tree);
}
