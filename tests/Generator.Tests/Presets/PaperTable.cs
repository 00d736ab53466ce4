using System.Globalization;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>
/// A network as a paper or a reference prints it, a row a block, and what such rows stand for, layer by layer.
/// Rows are: <c>conv</c> kernel, filters, activation, stride · <c>separable</c> kernel, filters, activation, stride ·
/// <c>bneck</c> kernel, expanded, filters, squeezed (and a colon and its activation, if it is not ReLU) or -, activation, stride ·
/// <c>uib</c> start, middle, expanded, filters, activation, stride ·
/// <c>fused</c> kernel, expanded, filters, activation, stride. Other rows stand for themselves.
/// </summary>
/// <param name="pad">How the reference pads.</param>
/// <param name="side">Height and width of the input.</param>
internal sealed class PaperTable(double epsilon, Padding pad, int side)
{
    private readonly List<string> _lines = [];
    private int _side = side;
    private int _channels = 3;

    public static IReadOnlyList<string> Expand(string rows, double epsilon, Padding pad, int side)
    {
        var table = new PaperTable(epsilon, pad, side);
        foreach (var row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            table.Add(row, row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return table._lines;
    }

    private void Add(string row, string[] cells)
    {
        switch (cells[0])
        {
            case "conv" when cells.Length == 5 && cells[1] is not "1/1":
                Convolve(Number(cells[1]), Number(cells[2]), cells[3], Number(cells[4]));
                break;
            case "separable":
                Depthwise(Number(cells[1]), cells[3], Number(cells[4]));
                Convolve(1, Number(cells[2]), cells[3], 1);
                break;
            case "bneck":
                Bottleneck(Number(cells[1]), Number(cells[2]), Number(cells[3]), cells[4], cells[5], Number(cells[6]));
                break;
            case "uib":
                Universal(Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4]), cells[5], Number(cells[6]));
                break;
            case "fused":
                Block(Number(cells[3]), Number(cells[5]), () => Convolve(Number(cells[1]), Number(cells[2]), cells[4], Number(cells[5])));
                break;
            default:
                _lines.Add(row);
                break;
        }
    }

    private void Bottleneck(int kernel, int expanded, int filters, string squeezed, string activation, int stride) => Block(filters, stride, () =>
    {
        if (expanded != _channels)
        {
            Convolve(1, expanded, activation, 1);
        }

        Depthwise(kernel, activation, stride);
        if (squeezed != "-")
        {
            var parts = squeezed.Split(':');
            _lines.Add("globalAveragePool");
            _lines.Add($"conv 1/1 [0,0,0,0] {expanded}→{parts[0]} bias {(parts.Length > 1 ? parts[1] : "relu")}");
            _lines.Add($"conv 1/1 [0,0,0,0] {parts[0]}→{expanded} bias hardSigmoid");
            _lines.Add("mul");
        }
    });

    private void Universal(int start, int middle, int expanded, int filters, string activation, int stride) => Block(filters, stride, () =>
    {
        if (start > 0)
        {
            Depthwise(start, "-", middle > 0 ? 1 : stride);
        }

        Convolve(1, expanded, activation, 1);
        if (middle > 0)
        {
            Depthwise(middle, activation, stride);
        }
    });

    /// <summary>A linear projection ends every bottleneck, and the input is added if it has the output's shape.</summary>
    private void Block(int filters, int stride, Action middle)
    {
        var inputs = _channels;
        middle();
        Convolve(1, filters, "-", 1);
        if (stride == 1 && inputs == filters)
        {
            _lines.Add("add");
        }
    }

    private void Convolve(int kernel, int filters, string activation, int stride)
    {
        Window("conv", kernel, stride, $"{_channels}→{filters}", activation);
        _channels = filters;
    }

    private void Depthwise(int kernel, string activation, int stride) => Window("depthwise", kernel, stride, $"{_channels}", activation);

    private void Window(string kind, int kernel, int stride, string channels, string activation)
    {
        var (before, after) = kernel == 1 ? (0, 0) : pad(kind == "depthwise", kernel, stride, _side);
        _side = ((_side + before + after - kernel) / stride) + 1;
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} {kernel}/{stride} [{before},{after},{before},{after}] {channels} bn {epsilon}{(activation == "-" ? "" : " " + activation)}"));
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
