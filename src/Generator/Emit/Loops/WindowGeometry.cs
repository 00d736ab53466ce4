using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Where a window meets the padding of a map, and the C# that clips it there; no clipping where it never does.</summary>
internal sealed class WindowGeometry
{
    private readonly Window _window;
    private readonly TensorType _input;
    private readonly TensorType _output;
    private readonly Margins _margins;

    public WindowGeometry(Window window, TensorType input, TensorType output)
    {
        _window = window;
        _input = input;
        _output = output;
        _margins = window.Margins(input);
        (InteriorFirst, InteriorEnd) = Interior(input.Width, output.Width, window.Kernel.Width, window.Stride.Width, window.Dilation.Width, _margins.Left);
        ClipsTop = _margins.Top > 0;
        ClipsBottom = ((output.Height - 1) * window.Stride.Height) - _margins.Top + window.Reach.Height > input.Height;
    }

    /// <summary>The first output column whose window lies inside the map.</summary>
    public int InteriorFirst { get; }

    /// <summary>The column after the last one whose window lies inside the map.</summary>
    public int InteriorEnd { get; }

    private bool ClipsTop { get; }

    private bool ClipsBottom { get; }

    /// <summary>The row in tiles of <paramref name="most"/> outputs, of which neighbours without clipping are one run.</summary>
    public IReadOnlyList<(RowTile Tile, int Repeat)> Tiles(int most)
    {
        var runs = new List<(RowTile Tile, int Repeat)>();
        for (var first = 0; first < _output.Width; first += most)
        {
            var tile = Tile(first, Math.Min(most, _output.Width - first));
            if (runs.Count > 0 && runs[runs.Count - 1] is var (last, repeat) && last.IsInterior && tile.IsInterior && last.Count == tile.Count)
            {
                runs[runs.Count - 1] = (last, repeat + 1);
            }
            else
            {
                runs.Add((tile, 1));
            }
        }

        return runs;
    }

    /// <summary>The input column of an output column's first tap; below 0 in the padding.</summary>
    public int Origin(int outputColumn) => (outputColumn * _window.Stride.Width) - _margins.Left;

    private RowTile Tile(int first, int count) => new(first, count, Enumerable.Range(0, _window.Kernel.Width).Select(tap =>
    {
        var inside = Enumerable.Range(0, count)
            .Where(pixel => Origin(first + pixel) + (tap * _window.Dilation.Width) is var column && column >= 0 && column < _input.Width)
            .ToList();
        return inside.Count == 0 ? (0, 0) : (inside[0], inside[inside.Count - 1] + 1);
    }).ToEquatable());

    public string KernelHeight => Invariant.Format(_window.Kernel.Height);

    public string KernelWidth => Invariant.Format(_window.Kernel.Width);

    /// <summary>The input row of an output row's first tap.</summary>
    public string OriginRow(string outputRow) => Origin(outputRow, _window.Stride.Height, _margins.Top);

    public string OriginColumn(string outputColumn) => Origin(outputColumn, _window.Stride.Width, _margins.Left);

    /// <summary>The first kernel row inside the map, for the input row <paramref name="y"/> of the first tap.</summary>
    public string Top(string y) => ClipsTop ? First(y, _window.Dilation.Height) : "0";

    public string Bottom(string y) => ClipsBottom ? End(y, _input.Height, _window.Kernel.Height, _window.Dilation.Height) : KernelHeight;

    public string Left(string x) => First(x, _window.Dilation.Width);

    public string Right(string x) => End(x, _input.Width, _window.Kernel.Width, _window.Dilation.Width);

    /// <summary>A tap's offset in pixels along rows or columns.</summary>
    public static string Tap(string tap, int dilation) => dilation == 1 ? tap : $"{tap} * {Invariant.Format(dilation)}";

    private static string Origin(string position, int stride, int margin) =>
        (stride == 1 ? Expression.Bare(position) : $"{position} * {Invariant.Format(stride)}") + (margin == 0 ? "" : $" - {Invariant.Format(margin)}");

    private static string First(string origin, int dilation) => dilation == 1
        ? $"Math.Max(0, -{origin})"
        : $"Math.Max(0, (-{origin} + {Invariant.Format(dilation - 1)}) / {Invariant.Format(dilation)})";

    private static string End(string origin, int length, int kernel, int dilation) => dilation == 1
        ? $"Math.Min({Invariant.Format(kernel)}, {Invariant.Format(length)} - {origin})"
        : $"Math.Min({Invariant.Format(kernel)}, ({Invariant.Format(length + dilation - 1)} - {origin}) / {Invariant.Format(dilation)})";

    private static (int First, int End) Interior(int input, int output, int kernel, int stride, int dilation, int margin)
    {
        var inside = Enumerable.Range(0, output).Where(position =>
        {
            var origin = (position * stride) - margin;
            return origin >= 0 && origin + ((kernel - 1) * dilation) < input;
        }).ToList();
        return inside.Count == 0 ? (output, output) : (inside[0], inside[inside.Count - 1] + 1);
    }
}
