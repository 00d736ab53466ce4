using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>A matrix product's extents, and the names that the kernel's constants have for them.</summary>
/// <param name="Pixels">Rows of the product.</param>
/// <param name="Outputs">Columns of the product.</param>
/// <param name="Depth">The constant for its inputs.</param>
/// <param name="InputPitch">From one pixel's inputs to the next one's.</param>
/// <param name="OutputPitch">From one pixel's outputs to the next one's.</param>
/// <param name="Panels">Where the panels start after the biases.</param>
/// <param name="OutputPixels">Pixels of the whole output, where it lies in panels; null where a pixel's outputs lie together.</param>
internal sealed record MatrixExtents(
    int Pixels,
    int Outputs,
    string Depth,
    string InputPitch,
    string OutputPitch,
    string Panels,
    string? OutputPixels = null);

/// <summary>
/// A matrix product as a method: <c>input</c>'s pixels times the panels of <c>weights</c> into <c>output</c>, plus <c>residual</c>.
/// Where the method has a frame, workers share its outer loop, tiles of pixels or panels.
/// </summary>
/// <param name="owner">What is computed, as the start of the tiles' names.</param>
/// <param name="beforeTile">Code that makes a tile of pixels ready: it is given the first pixel and their number.</param>
internal sealed class MatrixLoops(
    string owner,
    Dialect dialect,
    MatrixSchedule schedule,
    MatrixExtents extents,
    Epilogue epilogue,
    bool isShared,
    Action<string, int>? beforeTile = null)
{
    private readonly RegisterTile _tile = schedule.For(dialect.Tier);
    private readonly PanelColumns _columns =
        new(owner, dialect, schedule.For(dialect.Tier), extents.Outputs, ["c", .. epilogue.Operands.Select(operand => operand.Name)]);

    /// <summary>True if each worker takes its pixels through all panels.</summary>
    private bool SharesPixels => isShared && schedule.Share == WorkShare.Pixels;

    private int Tiles => extents.Pixels / _tile.Pixels;

    private int PixelTiles => Tiles + (TailPixels > 0 ? 1 : 0);

    private int TailPixels => extents.Pixels % _tile.Pixels;

    /// <summary>The first output after the full panels.</summary>
    private string LastPanel => Panel.End(_columns.FullPanels);

    /// <summary>Parameters of the method: <paramref name="isShared"/> puts the frame before.</summary>
    public static string Parameters(Dialect dialect, bool isShared, Epilogue epilogue) =>
        (isShared ? "in Frame frame, " : "")
        + $"ref {dialect.Element} input, ref {dialect.Element} output, ref {dialect.Element} weights"
        + string.Concat(epilogue.Maps.Select(map => $", ref {dialect.Element} {map.Parameter}"));

    public void Emit(CodeWriter code, string method, string? parameters = null)
    {
        using (code.Method(dialect.Method(method), parameters ?? Parameters(dialect, isShared, epilogue), dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                if (schedule.Order == LoopOrder.PixelsOutside)
                {
                    EmitPixelsOutside(code);
                }
                else
                {
                    EmitPanelsOutside(code);
                }
            }
        }

        _columns.EmitTiles(code, extents.Depth, extents.InputPitch, extents.OutputPitch, epilogue);
        epilogue.Pool?.EmitMethod(code, dialect);
    }

    private void EmitPixelsOutside(CodeWriter code)
    {
        new SharedRange(Tiles, TailPixels > 0 ? 1 : 0, isShared).Emit(
            code,
            "tile",
            tile => EmitAllPanels(code, Address.Times(tile, Invariant.Format(_tile.Pixels)), _tile.Pixels),
            () => EmitAllPanels(code, Invariant.Format(Tiles * _tile.Pixels), TailPixels));
    }

    private void EmitAllPanels(CodeWriter code, string pixel, int pixels)
    {
        beforeTile?.Invoke(pixel, pixels);
        code.Line($"ref {dialect.Element} a = {At("input", pixel, extents.InputPitch)};");
        code.Line($"ref {dialect.Element} row = {At("output", pixel, extents.OutputPitch)};");
        foreach (var map in epilogue.Maps)
        {
            code.Line($"ref {dialect.Element} {map.Row} = {At(map.Parameter, pixel, extents.OutputPitch)};");
        }

        if (_columns.FullPanels > 0)
        {
            using (code.Block($"for (int n = 0; n < {LastPanel}; n += {Panel.Width})"))
            {
                EmitPanelRefs(code, "n", "row", map => map.Row);
                _columns.EmitFullPanel(code, pixels, "ref a" + WeightPrefetch.OfNextBlock(_tile, "n", extents.Depth));
            }
        }

        if (_columns.LastWidth > 0)
        {
            code.Line();
            using (code.Braces())
            {
                EmitPanelRefs(code, LastPanel, "row", map => map.Row);
                _columns.EmitLastPanel(code, pixels, "ref a" + WeightPrefetch.OfNextBlock(_tile, LastPanel, extents.Depth));
            }
        }
    }

    private void EmitPanelsOutside(CodeWriter code)
    {
        epilogue.Pool?.EmitPanel(code, dialect);
        if (SharesPixels)
        {
            code.Line($"int first = frame.Begin({Invariant.Format(PixelTiles)});");
            code.Line($"int end = frame.End({Invariant.Format(PixelTiles)});");
        }

        new SharedRange(_columns.FullPanels, _columns.LastWidth > 0 ? 1 : 0, isShared && !SharesPixels).Emit(
            code,
            "panel",
            panel =>
            {
                code.Line($"int n = {panel} * {Panel.Width};");
                EmitAllPixels(code, "n", WeightShape.PanelWidth, (writer, pixels, arguments) => _columns.EmitFullPanel(writer, pixels, arguments));
            },
            () => EmitAllPixels(code, LastPanel, _columns.LastWidth, _columns.EmitLastPanel));
    }

    private void EmitAllPixels(CodeWriter code, string n, int width, Action<CodeWriter, int, string> emitPanel)
    {
        new SharedRange(Tiles, TailPixels > 0 ? 1 : 0, SharesPixels) { IsDeclared = SharesPixels }.Emit(
            code,
            "tile",
            tile => EmitPanel(tile, Address.Times(tile, Invariant.Format(_tile.Pixels)), _tile.Pixels),
            () => EmitPanel(Invariant.Format(Tiles), Invariant.Format(Tiles * _tile.Pixels), TailPixels));

        epilogue.Pool?.EmitCall(code, dialect, n, width);

        void EmitPanel(string index, string pixel, int pixels)
        {
            code.Line($"ref {dialect.Element} a = {At("input", pixel, extents.InputPitch)};");
            EmitPanelRefs(code, n, "output", map => map.Parameter, Address.Times(pixel, extents.OutputPitch));
            emitPanel(code, pixels, "ref a" + WeightPrefetch.OfNextPanel(_tile, index, extents.Depth));
        }
    }

    /// <param name="row">What the ref to the outputs of the pixel at hand, or of the first one, is called.</param>
    /// <param name="mapRow">The same of an operand's elements.</param>
    /// <param name="pixel">From there to the outputs of the pixel at hand.</param>
    private void EmitPanelRefs(CodeWriter code, string n, string row, Func<MapOperand, string> mapRow, string pixel = "0")
    {
        var panel = extents.OutputPixels is { } pixels ? Address.Times(n, pixels) : n;
        code.Line($"ref {dialect.Element} b = {Address.Ref("weights", extents.Panels, Address.Times(n, extents.Depth))};");
        code.Line($"ref {dialect.Sum} bias = {Address.Ref(dialect.Sums("weights"), n)};");
        code.Line($"ref {dialect.Element} c = {(epilogue.Pool is null ? Address.Ref(row, pixel, panel) : Address.Ref("pooled", pixel))};");
        foreach (var operand in epilogue.Operands)
        {
            var place = operand switch
            {
                MapOperand map => Address.Ref(mapRow(map), pixel, n),
                ChannelOperand numbers => Address.Ref("weights", numbers.Section, n),
                _ => throw new NotSupportedException($"{operand} has no place."),
            };
            code.Line($"ref {dialect.Element} {operand.Name} = {place};");
        }
    }

    private static string At(string name, string pixel, string pitch) => Address.Ref(name, Address.Times(pixel, pitch));
}
