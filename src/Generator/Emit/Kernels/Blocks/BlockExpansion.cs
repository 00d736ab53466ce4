using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>
/// What makes the rows that a block's depthwise convolution reads, one panel of channels at a time: a row of pixels of 32 or 16 channels,
/// or, where workers share panels, a pointwise expansion's whole map.
/// </summary>
internal sealed class BlockExpansion
{
    private readonly BlockPart _part;
    private readonly Dialect _dialect;
    private readonly MatrixSchedule _schedule;
    private readonly PanelColumns _columns;
    private readonly WindowRow? _window;
    private readonly int _width;

    public BlockExpansion(BlockPart part, BlockSchedule schedule, Dialect dialect)
    {
        _part = part;
        _dialect = dialect;
        _schedule = schedule.Expand!;
        _columns = new PanelColumns("Expand", dialect, _schedule.For(dialect.Tier), part.Output.Channels, "c");
        _width = schedule.Buffers.RingWidth;
        _window = part.Operation.Role == BlockRole.Window ? new WindowRow("Expand", part, dialect, _schedule, "RingWidth", _width) : null;
        IsWholeMap = _window is null && schedule.Partition == BlockPartition.Panels;
    }

    private string Parameters =>
        $"ref {_dialect.Element} input, int row, ref {_dialect.Element} panel, ref {_dialect.Sum} bias, ref {_dialect.Element} output";

    /// <summary>True if one call makes a panel of the whole map, and not of one row.</summary>
    public bool IsWholeMap { get; }

    /// <summary>How the rows lie in memory.</summary>
    public static RowView View(BlockPart part, BlockSchedule schedule) =>
        new("RingWidth", "LineLength", schedule.Buffers.RingRows < part.Output.Height ? "RingRows" : null);

    /// <summary>A call that makes a panel of a row of the map.</summary>
    public string Call(bool isFull, string row, string n, string output) =>
        $"{_dialect.Method(Method(isFull))}(ref input, {row}, {Weights(n)}, {Address.Ref(_dialect.Sums("expand"), n)}, {output});";

    /// <summary>The weights of outputs from <paramref name="n"/> on: a whole panel of them, or the part that a narrower panel of the ring takes.</summary>
    private string Weights(string n) => _width == WeightShape.PanelWidth || n != "n"
        ? Address.Ref("expand", "ExpandPanels", Address.Times(n, "PanelTaps"))
        : Address.Ref("expand", "ExpandPanels", $"(n / {Panel.Width} * {Panel.Width} * PanelTaps)", $"(n % {Panel.Width})");

    public void EmitMethods(CodeWriter code)
    {
        if (_columns.FullPanels > 0)
        {
            EmitMethod(code, isFull: true);
        }

        if (_columns.LastWidth > 0)
        {
            EmitMethod(code, isFull: false);
        }

        _window?.EmitTiles(code);
        if (_window is null)
        {
            _columns.EmitTiles(code, "Inputs", "Inputs", "RingWidth", Epilogue.Of(_part));
        }
    }

    private void EmitMethod(CodeWriter code, bool isFull)
    {
        if (_window is not null)
        {
            _window.EmitPanel(code, Method(isFull), isFull);
            return;
        }

        var pixels = IsWholeMap ? _part.Output.Pixels : _part.Output.Width;
        var tile = _schedule.For(_dialect.Tier).Pixels;
        using (code.Method(_dialect.Method(Method(isFull)), Parameters, _dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line($"ref {_dialect.Element} line = {(IsWholeMap ? "ref input" : "ref Unsafe.Add(ref input, row * InputWidth * Inputs)")};");
                code.Line($"ref {_dialect.Element} b = ref panel;");
                new SharedRange(pixels / tile, pixels % tile > 0 ? 1 : 0, IsShared: false).Emit(
                    code,
                    "tile",
                    index => EmitTile(code, isFull, index, index == "0" ? "0" : $"{index} * {Invariant.Format(tile)}", tile),
                    () => EmitTile(code, isFull, Invariant.Format(pixels / tile), Invariant.Format(pixels / tile * tile), pixels % tile));
            }
        }
    }

    private void EmitTile(CodeWriter code, bool isFull, string index, string pixel, int pixels)
    {
        code.Line($"ref {_dialect.Element} c = {Address.Ref("output", Address.Times(pixel, "RingWidth"))};");
        var a = Address.Ref("line", Address.Times(pixel, "Inputs")) + WeightPrefetch.OfNextPanel(_schedule.For(_dialect.Tier), index, "Inputs");
        if (isFull)
        {
            _columns.EmitFullPanel(code, pixels, a, _width);
        }
        else
        {
            _columns.EmitLastPanel(code, pixels, a);
        }
    }

    private static string Method(bool isFull) => isFull ? "Expand" : "LastExpand";
}
