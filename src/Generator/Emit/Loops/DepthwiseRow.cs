using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// A row of a depthwise convolution as a method: lanes run across channels; each sum starts from the bias and takes its taps row by row.
/// A kernel row's taps and a tile of outputs stay in registers; each input is loaded once for all outputs that it counts for.
/// </summary>
/// <param name="part">The convolution.</param>
/// <param name="columns">Outputs of a tile.</param>
/// <param name="view">Where its rows lie; the method's <c>input</c> is the first channel of the first one.</param>
/// <param name="outputPitch">From one output pixel to the next.</param>
/// <param name="hasSums">True if the method also writes each channel's sum over the row, from left to right, to <c>sums</c>.</param>
internal sealed class DepthwiseRow(BlockPart part, Dialect dialect, int columns, RowView view, string outputPitch, bool hasSums = false)
{
    private readonly Window _window = part.Window;
    private readonly WindowGeometry _geometry = new(part.Window, part.Input, part.Output);

    private readonly Epilogue _epilogue = Epilogue.Of(part);

    /// <summary>The input's row under the kernel's row at hand.</summary>
    private string TapRow => view.Row($"y + {WindowGeometry.Tap("ky", _window.Dilation.Height)}");

    private string Parameters => $"ref {dialect.Element} input, int row, ref {dialect.Element} weights{Biases.Parameter(dialect)}, ref {dialect.Element} output"
        + (hasSums ? $", ref {dialect.Element} sums" : "")
        + ", int channels";

    /// <param name="longest">The most channels that a call covers: no method where they do not fill a vector.</param>
    public void Emit(CodeWriter code, string method, int longest)
    {
        if (longest < dialect.Lanes)
        {
            return;
        }

        using (code.Method(dialect.Method(method), Parameters, dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line($"int y = {_geometry.OriginRow("row")};");
                code.Line($"int top = {_geometry.Top("y")};");
                code.Line($"int bottom = {_geometry.Bottom("y")};");
                using (code.Block($"for (int i = 0; i < channels; i += {dialect.LanesOf(1)})"))
                {
                    EmitChannels(code);
                }
            }
        }
    }

    private void EmitChannels(CodeWriter code)
    {
        code.Line($"var bias = {Biases.Load(dialect, "weights", "i")};");
        if (hasSums)
        {
            code.Line($"var sum = {dialect.Zero};");
        }

        EmitTiles(code);
        if (hasSums)
        {
            code.Line();
            code.Line(dialect.Store("sum", "sums", "i"));
        }
    }

    private void EmitTiles(CodeWriter code)
    {
        foreach (var (tile, repeat) in _geometry.Tiles(columns))
        {
            code.Line();
            if (repeat > 1)
            {
                var end = Invariant.Format(tile.First + (repeat * tile.Count));
                using (code.Block($"for (int column = {Invariant.Format(tile.First)}; column < {end}; column += {Invariant.Format(tile.Count)})"))
                {
                    EmitTile(code, tile, $"({_geometry.OriginColumn("column")})", "column");
                }
            }
            else
            {
                var origin = Math.Max(0, _geometry.Origin(tile.First));
                using (code.Braces())
                {
                    EmitTile(code, tile, Invariant.Format(origin), Invariant.Format(tile.First));
                }
            }
        }
    }

    private void EmitTile(CodeWriter code, RowTile tile, string origin, string first)
    {
        code.Line($"{dialect.SumType} {string.Join(", ", Enumerable.Range(0, tile.Count).Select(pixel => $"sum{pixel} = bias"))};");

        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        {
            code.Line($"ref {dialect.Element} a = {Address.Ref("input", TapRow, Address.Times(origin, view.PixelPitch), "i")};");
            code.Line($"ref {dialect.Element} tap = {Address.Ref("weights", "Taps", $"(ky * {Invariant.Format(_window.Kernel.Width)} * Channels)", "i")};");
            EmitTaps(code, tile);
        }

        code.Line();
        code.Line($"ref {dialect.Element} c = {Address.Ref("output", Address.Times(first, outputPitch), "i")};");
        for (var pixel = 0; pixel < tile.Count; pixel++)
        {
            EmitStore(code, pixel);
        }

        if (_epilogue.IsLong)
        {
            EmitLongActivation(code, tile.Count);
        }
    }

    /// <summary>Each input column is loaded once and used by all outputs whose window holds it.</summary>
    private void EmitTaps(CodeWriter code, RowTile tile)
    {
        for (var tap = 0; tap < _window.Kernel.Width; tap++)
        {
            if (tile.Inside[tap].End > tile.Inside[tap].First)
            {
                code.Line($"var tap{tap} = {dialect.Load("tap", Address.Pixel(tap, "Channels"))};");
            }
        }

        var skipped = Math.Max(0, -_geometry.Origin(tile.First));
        var columnCount = ((tile.Count - 1) * _window.Stride.Width) + _window.Reach.Width;
        for (var column = 0; column < columnCount; column++)
        {
            var uses = Enumerable.Range(0, tile.Count)
                .Select(pixel => (Pixel: pixel, Offset: column - (pixel * _window.Stride.Width)))
                .Where(use => use.Offset >= 0 && use.Offset < _window.Reach.Width && use.Offset % _window.Dilation.Width == 0)
                .Select(use => (use.Pixel, Tap: use.Offset / _window.Dilation.Width))
                .Where(use => use.Pixel >= tile.Inside[use.Tap].First && use.Pixel < tile.Inside[use.Tap].End)
                .ToList();
            if (uses.Count > 0)
            {
                code.Line($"var a{column} = {dialect.Load("a", Address.Pixel(column - skipped, view.PixelPitch))};");
            }

            foreach (var (pixel, tap) in uses)
            {
                code.Line($"sum{pixel} = {dialect.AddProducts($"a{column}", $"tap{tap}", $"sum{pixel}")};");
            }
        }
    }

    private void EmitStore(CodeWriter code, int pixel)
    {
        if (_epilogue.IsLong || !hasSums)
        {
            code.Line(dialect.Store(_epilogue.IsLong ? $"sum{pixel}" : Ended($"sum{pixel}"), "c", Address.Pixel(pixel, outputPitch)));
            return;
        }

        code.Line($"var value{pixel} = {Ended($"sum{pixel}")};");
        code.Line(dialect.Store($"value{pixel}", "c", Address.Pixel(pixel, outputPitch)));
        code.Line(dialect.Accumulate("sum", $"value{pixel}"));
    }

    private void EmitLongActivation(CodeWriter code, int count)
    {
        using (code.Block($"for (int pixel = 0; pixel < {Invariant.Format(count)}; pixel++)"))
        {
            code.Line($"ref {dialect.Element} plain = ref Unsafe.Add(ref c, pixel * {outputPitch});");
            code.Line($"var value = {Ended(dialect.Load("plain"))};");
            code.Line(dialect.Store("value", "plain"));
            if (hasSums)
            {
                code.Line(dialect.Accumulate("sum", "value"));
            }
        }
    }

    private string Ended(string sum) => _epilogue.Of(dialect, sum, operand => operand is ChannelOperand numbers
        ? dialect.Load("weights", Address.Sum(numbers.Section, "i"))
        : throw new NotSupportedException($"a row has no {operand}."));
}
