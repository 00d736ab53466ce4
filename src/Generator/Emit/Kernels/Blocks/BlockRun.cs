using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>The method that runs a block in one tier: row by row from beginning to end, or panel by panel and then the projection.</summary>
internal sealed class BlockRun(BlockSpec spec, Dialect dialect, BlockExpansion? expansion)
{
    private readonly FusedBlock _block = spec.Block;
    private readonly BlockSchedule _schedule = spec.Schedule;

    private int RingWidth => _schedule.Buffers.RingWidth;

    private int FullPanels => _block.Depthwise.Output.Channels / WeightShape.PanelWidth * (WeightShape.PanelWidth / RingWidth);

    private bool HasLastPanel => _block.Depthwise.Output.Channels % WeightShape.PanelWidth > 0;

    private bool IsWhole => spec.HasWholeMap;

    /// <summary>The constant for the channels that a worker takes at a time.</summary>
    private string Width => expansion is null ? Panel.Width : "RingWidth";

    /// <summary>The depthwise map, whole or a tile of its rows.</summary>
    private string Map => IsWhole ? "map" : "tile";

    public void Emit(CodeWriter code)
    {
        using (code.Method(dialect.Method("Run"), Signature.Parameters(spec.Kernel), dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                EmitBuffers(code);
                if (_schedule.Partition == BlockPartition.Rows)
                {
                    EmitRows(code);
                }
                else
                {
                    EmitPanels(code);
                }

                if (IsWhole)
                {
                    EmitRest(code);
                }
            }
        }
    }

    private void EmitBuffers(CodeWriter code)
    {
        if (expansion is not null)
        {
            code.Line($"ref {dialect.Element} ring = ref frame.Scratch<{dialect.Element}>(0); // "
                + $"{(_schedule.Partition == BlockPartition.Rows ? "[panel][row][pixel][RingWidth]" : "[row][pixel][RingWidth]")}");
        }

        code.Line(IsWhole
            ? $"ref {dialect.Element} map = ref shared; // [pixel][Pitch]"
            : $"ref {dialect.Element} tile = ref frame.Scratch<{dialect.Element}>({Invariant.Format(_schedule.Buffers.TileOffset)}); // [pixel][Pitch]");
        if (_block.HasGates)
        {
            code.Line($"ref {dialect.Element} sums = ref Unsafe.Add(ref map, Sums); // [row][SumPitch]");
        }
    }

    private void EmitRows(CodeWriter code)
    {
        var geometry = new WindowGeometry(_block.Depthwise.Window, _block.Depthwise.Input, _block.Depthwise.Output);
        var window = _block.Depthwise.Window;
        var rows = _schedule.RowsPerTile;
        var count = rows == 1 ? "OutputHeight" : Invariant.Format(_block.Depthwise.Output.Height / rows);
        var times = rows == 1 ? "" : $" * {Invariant.Format(rows)}";
        code.Line($"int end = frame.End({count}){times};");
        code.Line($"int first = frame.Begin({count}){times};");
        if (expansion is not null)
        {
            code.Line($"int ready = Math.Max(0, {geometry.OriginRow("first")}); // Rows of the expanded map that the ring has had.");
        }

        using (code.Block($"for (int row = first; row < end; row{(rows == 1 ? "++" : $" += {Invariant.Format(rows)}")})"))
        {
            if (expansion is not null)
            {
                var last = rows == 1 ? "row" : $"(row + {Invariant.Format(rows - 1)})";
                code.Line($"int needed = Math.Min(LineHeight, {geometry.OriginRow(last)} + {Invariant.Format(window.Reach.Height)});");
            }

            EmitEachPanel(code, (n, isFull) => EmitPanelOfRows(code, n, isFull));
            if (expansion is not null)
            {
                code.Line();
                code.Line("ready = needed;");
            }

            if (!IsWhole)
            {
                code.Line(new BlockProjection(spec, dialect).Call("row"));
            }
        }
    }

    private void EmitPanelOfRows(CodeWriter code, string n, bool isFull)
    {
        if (expansion is not null)
        {
            code.Line(
                $"ref {dialect.Element} lines = {Address.Ref("ring", n == "n" ? "(n / RingWidth * PanelLength)" : Address.Times(FullPanels, "PanelLength"))};");
            var view = BlockExpansion.View(_block.Expand!, _schedule);
            using (code.Block("for (int line = ready; line < needed; line++)"))
            {
                code.Line(expansion.Call(isFull, "line", n, Address.Ref("lines", view.Row("line"))));
            }

            code.Line();
        }

        if (_schedule.RowsPerTile == 1)
        {
            EmitDepthwise(code, n, isFull, "row", IsWhole ? "row" : null);
            return;
        }

        using (code.Block($"for (int line = 0; line < {Invariant.Format(_schedule.RowsPerTile)}; line++)"))
        {
            EmitDepthwise(code, n, isFull, "row + line", IsWhole ? "(row + line)" : "line");
        }
    }

    private void EmitPanels(CodeWriter code)
    {
        new SharedRange(FullPanels, HasLastPanel ? 1 : 0, IsShared: true).Emit(
            code,
            "panel",
            panel =>
            {
                code.Line($"int n = {panel} * {Width};");
                EmitPanelOfMap(code, "n", isFull: true);
            },
            () => EmitPanelOfMap(code, Channels(FullPanels), isFull: false));
    }

    private void EmitPanelOfMap(CodeWriter code, string n, bool isFull)
    {
        if (expansion is { IsWholeMap: true })
        {
            code.Line(expansion.Call(isFull, "0", n, "ref ring"));
        }
        else if (expansion is not null)
        {
            using (code.Block("for (int line = 0; line < LineHeight; line++)"))
            {
                code.Line(expansion.Call(isFull, "line", n, "ref Unsafe.Add(ref ring, line * LineLength)"));
            }

            code.Line();
        }

        using (code.Block("for (int row = 0; row < OutputHeight; row++)"))
        {
            EmitDepthwise(code, n, isFull, "row", "row");
        }
    }

    /// <param name="place">The row of the map that is written; null for its first one.</param>
    private void EmitDepthwise(CodeWriter code, string n, bool isFull, string row, string? place)
    {
        var channels = isFull ? RingWidth : _block.Depthwise.Output.Channels % WeightShape.PanelWidth;
        ChannelLanes.EmitCalls(code, dialect, "Depthwise", channels, channel =>
        {
            var source = expansion is null
                ? Address.Ref("input", spec.ReadsPanels ? Address.Times(n, "InputPixels") : n, channel)
                : Address.Ref(_schedule.Partition == BlockPartition.Rows ? "lines" : "ring", channel);
            var target = Address.Ref(Map, place is null ? "0" : $"({place} * OutputWidth * Pitch)", n, channel);
            var sums = _block.HasGates ? ", " + Address.Ref("sums", $"({place} * SumPitch)", n, channel) : "";
            var weights = Address.Ref("depthwise", n, channel) + Biases.Argument(dialect, "depthwise", n, channel);
            return $"{source}, {row}, {weights}, {target}{sums}";
        }, isFull ? Width : null);
    }

    private void EmitEachPanel(CodeWriter code, Action<string, bool> body)
    {
        if (FullPanels > 0)
        {
            using (code.Block($"for (int n = 0; n < {Channels(FullPanels)}; n += {Width})"))
            {
                body("n", true);
            }
        }

        if (HasLastPanel)
        {
            code.Line();
            using (code.Braces())
            {
                body(Channels(FullPanels), false);
            }
        }
    }

    private string Channels(int panels) => Address.Sum(Address.Times(panels, Width));

    private void EmitRest(CodeWriter code)
    {
        code.Line();
        code.Line("frame.SynchronizeWithinBlock();");
        if (_block.HasGates)
        {
            new BlockGates(spec, dialect).EmitCalls(code);
        }

        code.Line(new BlockProjection(spec, dialect).Call(null));
    }
}
