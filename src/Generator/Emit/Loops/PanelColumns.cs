using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>How the outputs of a matrix product split into panels, and panels into the columns of register tiles.</summary>
/// <param name="owner">What the tiles compute, as the start of their names.</param>
/// <param name="results">The refs that each column has its own of, beside weights <c>b</c> and <c>bias</c>: <c>c</c>, and <c>r</c> with a residual.</param>
internal sealed class PanelColumns(string owner, Dialect dialect, RegisterTile tile, int outputs, params string[] results)
{
    /// <summary>Lanes of the widest tier whose tiles do not cover a panel, whatever their pixels.</summary>
    public const int WidestAlike = 8;

    private readonly SortedDictionary<string, MatrixTile> _used = new(StringComparer.Ordinal);

    public int FullPanels => outputs / WeightShape.PanelWidth;

    /// <summary>Outputs in the last panel, if it is not a full one.</summary>
    public int LastWidth => outputs % WeightShape.PanelWidth;

    public int Panels => FullPanels + (LastWidth > 0 ? 1 : 0);

    /// <summary>The tiles that calls were written for.</summary>
    public IEnumerable<MatrixTile> Used => _used.Values;

    /// <summary>
    /// Calls that cover a full panel, or its first <paramref name="width"/> outputs, for a tile of pixels.
    /// <c>b</c>, <c>bias</c> and the results are refs to the panel's own.
    /// </summary>
    public void EmitFullPanel(CodeWriter code, int pixels, string arguments, int width = WeightShape.PanelWidth)
    {
        var matrix = Use(pixels, tile.Columns, WeightShape.PanelWidth);
        if (tile.Columns == width && !IsAlike)
        {
            code.Line(Call(matrix, arguments, WeightShape.PanelWidth, "0"));
            return;
        }

        EmitLanes(code, Panel.Channels(width), matrix, arguments, WeightShape.PanelWidth);
    }

    /// <summary>Calls that cover the last, narrower panel.</summary>
    public void EmitLastPanel(CodeWriter code, int pixels, string arguments)
    {
        if (SharesLastPanel)
        {
            EmitSharedLastPanel(code, pixels, arguments);
            return;
        }

        for (var column = 0; column < LastWidth; column += tile.Columns)
        {
            var matrix = Use(pixels, Math.Min(tile.Columns, LastWidth - column), LastWidth);
            code.Line(Call(matrix, arguments, LastWidth, Invariant.Format(column)));
        }
    }

    /// <summary>True for widths that take a panel in the same turns of one text, because none of their vectors is wider than what is left of it.</summary>
    private bool IsAlike => dialect.IsGeneric && dialect.Lanes <= WidestAlike;

    private bool SharesLastPanel => IsAlike && LastWidth % WidestAlike == 0;

    /// <summary>Turns of a tile's vectors, then what is left in turns of half as many.</summary>
    private void EmitSharedLastPanel(CodeWriter code, int pixels, string arguments)
    {
        var width = Invariant.Format(LastWidth);
        if (LastWidth % (tile.Vectors * WidestAlike) == 0)
        {
            EmitLanes(code, width, MatrixOf(pixels, tile.Vectors), arguments, LastWidth);
            return;
        }

        code.Line("int lane = 0;");
        var lanes = Expression.Bare(dialect.LanesOf(tile.Vectors));
        using (code.Block($"for (; lane <= {width} - {lanes}; lane += {lanes})"))
        {
            code.Line(Call(MatrixOf(pixels, tile.Vectors), arguments, LastWidth, "lane"));
        }

        for (var vectors = tile.Vectors / 2; vectors > 0; vectors /= 2)
        {
            code.Line();
            using (code.Block($"if (lane <= {width} - {Expression.Bare(dialect.LanesOf(vectors))})"))
            {
                code.Line(Call(MatrixOf(pixels, vectors), arguments, LastWidth, "lane"));
                if (vectors > 1)
                {
                    code.Line($"lane += {Expression.Bare(dialect.LanesOf(vectors))};");
                }
            }
        }
    }

    private void EmitLanes(CodeWriter code, string end, MatrixTile matrix, string arguments, int panelWidth)
    {
        using (code.Block($"for (int lane = 0; lane < {end}; lane += {Expression.Bare(dialect.LanesOf(tile.Vectors))})"))
        {
            code.Line(Call(matrix, arguments, panelWidth, "lane"));
        }
    }

    /// <summary>The methods of all tiles in use. Each sums over <paramref name="depth"/> inputs of a pixel.</summary>
    public void EmitTiles(CodeWriter code, string depth, string inputPitch, string outputPitch, Epilogue epilogue)
    {
        foreach (var matrix in Used)
        {
            using (Method(code, matrix, tile.Prefetch > 0 ? $"ref {dialect.Element} a, " + WeightPrefetch.Parameter(dialect) : $"ref {dialect.Element} a"))
            {
                matrix.EmitStart(code);
                using (code.Block($"for (int k = 0; k < {depth}; k++)"))
                {
                    WeightPrefetch.EmitStep(code, tile);
                    matrix.EmitStep(code, inputPitch, 0, matrix.Pixels);
                }

                code.Line();
                matrix.EmitStores(code, epilogue, outputPitch);
            }
        }
    }

    /// <summary>The method of a tile, with the parameters of its kind before the refs that every tile has.</summary>
    public CodeWriter.Scope Method(CodeWriter code, MatrixTile matrix, string parameters)
    {
        var width = matrix.PanelWidth is null ? $"nint {MatrixTile.AnyPanelWidth}, " : "";
        return code.Method(matrix.Declaration, $"{parameters}, {width}ref {dialect.Element} b, ref {dialect.Sum} bias, {Results}", matrix.Words.Constraint);
    }

    private string Results => string.Join(", ", results.Select(result => $"ref {dialect.Element} " + result));

    private string Call(MatrixTile matrix, string arguments, int panelWidth, string lane)
    {
        var refs = results.Prepend("bias").Prepend("b").Select(name => Address.Ref(name, lane));
        return $"{matrix.CallName}({arguments}, {(matrix.PanelWidth is null ? Panel.Channels(panelWidth) + ", " : "")}{string.Join(", ", refs)});";
    }

    private MatrixTile Use(int pixels, int columns, int panelWidth)
    {
        if (SharesLastPanel)
        {
            return MatrixOf(pixels, columns / dialect.Lanes);
        }

        var servesBoth = FullPanels > 0 && LastWidth >= tile.Columns && columns == tile.Columns;
        var matrix = new MatrixTile(owner, dialect, pixels, Dialects.Split(dialect, columns).ToEquatable(), servesBoth ? null : panelWidth);
        _used[matrix.Name] = matrix;
        return matrix;
    }

    /// <summary>A tile of whole vectors, which is told the width of its panel where there are two.</summary>
    private MatrixTile MatrixOf(int pixels, int vectors)
    {
        int? panelWidth = LastWidth == 0 ? WeightShape.PanelWidth : FullPanels == 0 ? LastWidth : null;
        var pieces = Enumerable.Range(0, vectors).Select(vector => new Piece(dialect, vector * dialect.Lanes));
        var matrix = new MatrixTile(owner, dialect, pixels, pieces.ToEquatable(), panelWidth);
        _used[matrix.Name] = matrix;
        return matrix;
    }
}
