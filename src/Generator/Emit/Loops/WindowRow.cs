using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// A row of a standard convolution as methods that each make one panel of it. The taps of a kernel row lie side by side in the map,
/// so that they are one sum; where the window of a tile's pixel meets the padding, the pixel sits out.
/// </summary>
/// <param name="owner">What is computed, as the start of the tiles' names.</param>
/// <param name="part">The convolution.</param>
/// <param name="schedule">Tiles for a row's width.</param>
/// <param name="outputPitch">From one output pixel to the next.</param>
/// <param name="width">Outputs of a full panel that a method makes: all 32, or a part.</param>
internal sealed class WindowRow(string owner, BlockPart part, Dialect dialect, MatrixSchedule schedule, string outputPitch, int width = WeightShape.PanelWidth)
{
    private const string Arguments = "ref input, y, top, bottom, {0}";
    private readonly Window _window = part.Window;
    private readonly WindowGeometry _geometry = new(part.Window, part.Input, part.Output);
    private readonly RegisterTile _tile = schedule.For(dialect.Tier);
    private readonly SortedDictionary<string, (RowTile Tile, PanelColumns Columns)> _used = new(StringComparer.Ordinal);

    /// <summary>A method that makes one panel of a row, a full one or the last: <c>(ref input, row, ref panel, ref bias, ref output)</c>.</summary>
    public void EmitPanel(CodeWriter code, string method, bool isFull)
    {
        var parameters = $"ref {dialect.Element} input, int row, ref {dialect.Element} panel, ref {dialect.Sum} bias, ref {dialect.Element} output";
        using (code.Method(dialect.Method(method), parameters, dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line($"int y = {_geometry.OriginRow("row")};");
                code.Line($"int top = {_geometry.Top("y")};");
                code.Line($"int bottom = {_geometry.Bottom("y")};");
                code.Line($"ref {dialect.Element} b = ref panel;");
                foreach (var (tile, repeat) in _geometry.Tiles(_tile.Pixels))
                {
                    EmitCall(code, tile, repeat, isFull);
                }
            }
        }
    }

    /// <summary>The register tiles that the methods call.</summary>
    public void EmitTiles(CodeWriter code)
    {
        foreach (var (tile, columns) in _used.Values)
        {
            foreach (var matrix in columns.Used)
            {
                using (columns.Method(code, matrix, $"ref {dialect.Element} input, int y, int top, int bottom, int x"))
                {
                    EmitTile(code, tile, matrix);
                }
            }
        }
    }

    private void EmitCall(CodeWriter code, RowTile tile, int repeat, bool isFull)
    {
        var columns = Use(tile);
        code.Line();
        var column = repeat > 1 ? "column" : Invariant.Format(tile.First);
        var end = Invariant.Format(tile.First + (repeat * tile.Count));
        using (repeat > 1
            ? code.Block($"for (int column = {Invariant.Format(tile.First)}; column < {end}; column += {Invariant.Format(tile.Count)})")
            : code.Braces())
        {
            code.Line($"ref {dialect.Element} c = {Address.Ref("output", Address.Times(column, outputPitch))};");
            var x = repeat > 1 ? _geometry.OriginColumn("column") : Invariant.Format(_geometry.Origin(tile.First));
            var arguments = string.Format(System.Globalization.CultureInfo.InvariantCulture, Arguments, x);
            if (isFull)
            {
                columns.EmitFullPanel(code, tile.Count, arguments, width);
            }
            else
            {
                columns.EmitLastPanel(code, tile.Count, arguments);
            }
        }
    }

    private void EmitTile(CodeWriter code, RowTile tile, MatrixTile matrix)
    {
        code.Line($"ref {dialect.Element} panel = ref b;");
        matrix.EmitStart(code);
        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        {
            foreach (var (first, taps, range) in Runs(tile))
            {
                // A pixel that sits out may lie before the map; the first one that takes part never does.
                var column = Address.Sum("x", Invariant.Format((first * _window.Dilation.Width) + (range.First * _window.Stride.Width)));
                code.Line();
                using (code.Braces())
                {
                    var line = $"(y + {WindowGeometry.Tap("ky", _window.Dilation.Height)}) * InputWidth";
                    var tap = Address.Sum(Address.Times("ky", _geometry.KernelWidth), Invariant.Format(first));
                    code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, ({line} + {column}) * Inputs);");
                    code.Line($"b = {Address.Ref("panel", Address.Times(tap, $"Inputs * {matrix.PanelPitch}"))};");
                    using (code.Block($"for (int k = 0; k < {(taps == 1 ? "Inputs" : $"{Invariant.Format(taps)} * Inputs")}; k++)"))
                    {
                        matrix.EmitStep(code, "PixelStride", range.First, range.End);
                    }
                }
            }
        }

        code.Line();
        matrix.EmitStores(code, Epilogue.Of(part), outputPitch);
    }

    /// <summary>Kernel columns that the same pixels take part in, as runs whose inputs lie side by side.</summary>
    private IEnumerable<(int First, int Taps, (int First, int End) Range)> Runs(RowTile tile)
    {
        var first = 0;
        for (var tap = 1; tap <= _window.Kernel.Width; tap++)
        {
            if (tap < _window.Kernel.Width && _window.Dilation.Width == 1 && tile.Inside[tap] == tile.Inside[first])
            {
                continue;
            }

            if (tile.Inside[first].End > tile.Inside[first].First)
            {
                yield return (first, tap - first, tile.Inside[first]);
            }

            first = tap;
        }
    }

    private PanelColumns Use(RowTile tile)
    {
        var name = Invariant.Format(tile.Count) + tile.Clipping;
        if (!_used.TryGetValue(name, out var used))
        {
            used = (tile, new PanelColumns(owner + (tile.IsInterior ? "" : "Clipped" + tile.Clipping), dialect, _tile, part.Output.Channels, "c"));
            _used.Add(name, used);
        }

        return used.Columns;
    }
}
