using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Global average pooling of a matrix product's output, a panel of it as soon as a worker has made all of its pixels.</summary>
/// <param name="Owner">What is computed, as the start of the method's name.</param>
/// <param name="Scratch">Where the panel lies in the worker's own memory, in bytes.</param>
/// <param name="Height">The constant for the map's rows.</param>
/// <param name="Width">The constant for the pixels in each.</param>
internal sealed record PanelPool(string Owner, long Scratch, string Height, string Width)
{
    public void EmitPanel(CodeWriter code, Dialect dialect) =>
        code.Line($"ref {dialect.Element} pooled = ref frame.Scratch<{dialect.Element}>({Invariant.Format(Scratch)}); // [pixel][{Panel.Width}], one panel");

    /// <summary>The calls that pool the panel of <paramref name="width"/> channels from <paramref name="n"/> on.</summary>
    public void EmitCall(CodeWriter code, Dialect dialect, string n, int width)
    {
        code.Line();
        ChannelLanes.EmitCalls(
            code,
            dialect,
            Owner + "Mean",
            width,
            channel => $"{Address.Ref("pooled", channel)}, {Address.Ref("output", n, channel)}",
            width == Panel.Constant.Value ? Panel.Width : null);
    }

    public void EmitMethod(CodeWriter code, Dialect dialect)
    {
        var parameters = $"ref {dialect.Element} input, ref {dialect.Element} output, int channels";
        using (code.Method(dialect.Method(Owner + "Mean"), parameters, dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            using (code.Block($"for (int i = 0; i < channels; i += {dialect.LanesOf(1)})"))
            {
                EmitMean(code, dialect, Height, Width, Panel.Width, "i");
            }
        }
    }

    /// <summary>For each channel a left-to-right sum for each row of the map, rows added top-down, one division.</summary>
    public static void EmitMean(CodeWriter code, Dialect dialect, string height, string width, string pitch, string offset)
    {
        code.Line($"var sum = {dialect.Zero};");
        using (code.Block($"for (int y = 0; y < {height}; y++)"))
        {
            code.Line($"var row = {dialect.Zero};");
            using (code.Block($"for (int x = 0; x < {width}; x++)"))
            {
                code.Line(dialect.Accumulate("row", dialect.Load("input", Address.Sum($"(y * {width} + x) * {pitch}", offset))));
            }

            code.Line();
            code.Line(dialect.Accumulate("sum", "row"));
        }

        code.Line();
        code.Line(dialect.Store(dialect.Divide("sum", dialect.Broadcast(dialect.Arithmetic.Count($"{height} * {width}"))), "output", offset));
    }
}
