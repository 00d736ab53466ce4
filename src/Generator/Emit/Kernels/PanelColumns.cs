using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>How the outputs of a matrix product split into panels, and panels into the columns of register tiles.</summary>
internal sealed class PanelColumns(Dialect dialect, RegisterTile tile, int outputs)
{
    private readonly SortedDictionary<string, MatrixTile> _used = new(StringComparer.Ordinal);

    public int FullPanels => outputs / WeightShape.PanelWidth;

    /// <summary>Outputs in the last panel, if it is not a full one.</summary>
    public int LastWidth => outputs % WeightShape.PanelWidth;

    public int Panels => FullPanels + (LastWidth > 0 ? 1 : 0);

    /// <summary>The tiles that calls were written for.</summary>
    public IEnumerable<MatrixTile> Used => _used.Values;

    /// <summary>Calls that cover a full panel for a tile of pixels. <c>b</c>, <c>bias</c> and <c>c</c> are refs to the panel's own.</summary>
    public void EmitFullPanel(CodeWriter code, int pixels, string arguments)
    {
        var matrix = Use(pixels, tile.Columns, WeightShape.PanelWidth);
        if (tile.Columns == WeightShape.PanelWidth)
        {
            code.Line($"{matrix.Name}({arguments}, ref b, ref bias, ref c);");
            return;
        }

        using (code.Block($"for (int column = 0; column < {Invariant.Format(WeightShape.PanelWidth)}; column += {Invariant.Format(tile.Columns)})"))
        {
            code.Line($"{matrix.Name}({arguments}, ref Unsafe.Add(ref b, column), ref Unsafe.Add(ref bias, column), ref Unsafe.Add(ref c, column));");
        }
    }

    /// <summary>Calls that cover the last, narrower panel.</summary>
    public void EmitLastPanel(CodeWriter code, int pixels, string arguments)
    {
        for (var column = 0; column < LastWidth; column += tile.Columns)
        {
            var matrix = Use(pixels, Math.Min(tile.Columns, LastWidth - column), LastWidth);
            code.Line($"{matrix.Name}({arguments}, {At("b", column)}, {At("bias", column)}, {At("c", column)});");
        }
    }

    private static string At(string name, int column) =>
        column == 0 ? "ref " + name : $"ref Unsafe.Add(ref {name}, {Invariant.Format(column)})";

    private MatrixTile Use(int pixels, int columns, int panelWidth)
    {
        var matrix = new MatrixTile(dialect, pixels, Dialects.Split(dialect, columns).ToEquatable(), panelWidth);
        _used[matrix.Name] = matrix;
        return matrix;
    }
}
