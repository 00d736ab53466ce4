using System.Globalization;
using System.Text;

namespace MobileNetGen;

/// <summary>A network's layers as text.</summary>
internal static class SummaryTable
{
    private static readonly string[] s_header = ["layer", "kind", "output", "parameters", "multiply-adds", "padding", "activation", "folded", "memory"];

    public static string Format(NetworkInfo info)
    {
        List<string[]> rows = [s_header, .. info.Layers.Select(Row)];
        var widths = Enumerable.Range(0, s_header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var rule = new string('─', widths.Sum() + (2 * (widths.Length - 1)));
        var text = new StringBuilder();
        text.Append(info.Name).Append('\n').Append(rule).Append('\n');
        Append(text, rows[0], widths);
        text.Append(rule).Append('\n');
        foreach (var row in rows.Skip(1))
        {
            Append(text, row, widths);
        }

        text.Append(rule).Append('\n');
        Total(text, "parameters", Count(info.Parameters));
        Total(text, "trainable", Count(info.TrainableParameters));
        Total(text, "non-trainable", Count(info.NonTrainableParameters));
        Total(text, "multiply-adds", Count(info.MultiplyAdds));
        Total(text, "arena", Count(info.ArenaBytes) + " bytes");
        Total(text, "scratch", Count(info.ScratchBytes) + " bytes a thread");
        Total(text, "packed weights", Count(info.WeightsBytes) + " bytes");
        return text.ToString();
    }

    private static string[] Row(LayerInfo layer) =>
    [
        layer.Name,
        layer.Kind,
        layer.Output.ToString(),
        Count(layer.Parameters),
        Count(layer.MultiplyAdds),
        layer.Padding,
        layer.Activation,
        string.Join(", ", layer.FoldedLayers),
        layer.Memory,
    ];

    private static void Append(StringBuilder text, string[] row, int[] widths)
    {
        const int firstNumber = 3;
        const int lastNumber = 4;
        var cells = row.Select((cell, column) => column is firstNumber or lastNumber ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
    }

    private static void Total(StringBuilder text, string name, string value) => text.Append(name.PadRight(16)).Append(value).Append('\n');

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
