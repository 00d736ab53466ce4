using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A sum over the channels of a pixel whose rounding does not depend on the CPU: element <c>i</c> goes to lane <c>i % 16</c> at every width,
/// and the lanes are added as a tree.
/// </summary>
internal static class VirtualLanes
{
    private const int Count = 16;

    /// <summary>Code that declares the lanes, once in a method.</summary>
    public static void EmitLanes(CodeWriter code) => code.Line($"Span<float> lanes = stackalloc float[{Invariant.Format(Count)}];");

    /// <summary>Code that leaves the sum in a new <c>float sum</c>.</summary>
    /// <param name="step">A lane's sum with one more element, from the sum and the element's offset.</param>
    public static void EmitSum(CodeWriter code, Dialect dialect, int length, Func<Dialect, string, string, string> step)
    {
        var whole = length / Count * Count;
        if (whole > 0)
        {
            EmitWhole(code, dialect, whole, step);
        }
        else
        {
            code.Line("lanes.Clear();");
        }

        var scalar = Dialects.All[Dialects.All.Count - 1];
        if (whole < length)
        {
            using (code.Block($"for (int i = {Invariant.Format(whole)}; i < {Invariant.Format(length)}; i++)"))
            {
                code.Line($"lanes[i % {Invariant.Format(Count)}] = {step(scalar, $"lanes[i % {Invariant.Format(Count)}]", "i")};");
            }
        }

        code.Line();
        using (code.Block($"for (int half = {Invariant.Format(Count / 2)}; half > 0; half /= 2)"))
        using (code.Block("for (int i = 0; i < half; i++)"))
        {
            code.Line("lanes[i] += lanes[i + half];");
        }

        code.Line();
        code.Line("float sum = lanes[0];");
    }

    /// <summary>Sixteen elements at a time, in as many vectors as the width needs for them.</summary>
    private static void EmitWhole(CodeWriter code, Dialect dialect, int whole, Func<Dialect, string, string, string> step)
    {
        var vectors = Enumerable.Range(0, Count / dialect.Lanes).ToList();
        foreach (var vector in vectors)
        {
            code.Line($"var lanes{vector} = {dialect.Broadcast("0f")};");
        }

        using (code.Block($"for (int i = 0; i < {Invariant.Format(whole)}; i += {Invariant.Format(Count)})"))
        {
            foreach (var vector in vectors)
            {
                code.Line($"lanes{vector} = {step(dialect, $"lanes{vector}", vector == 0 ? "i" : $"i + {Invariant.Format(vector * dialect.Lanes)}")};");
            }
        }

        code.Line();
        foreach (var vector in vectors)
        {
            code.Line(dialect.Store($"lanes{vector}", $"lanes[{Invariant.Format(vector * dialect.Lanes)}]"));
        }
    }
}
