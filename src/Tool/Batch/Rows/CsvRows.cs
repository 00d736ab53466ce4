using System.Text;
using MobileNetGen.Generator.Support;
using nietras.SeparatedValues;

namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>A table as text: columns with commas between them, their names in the first line (RFC 4180).</summary>
internal sealed class CsvRows(ClassNames classes, int top) : RowFormat
{
    public const string FileEnding = ".csv";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public override string Ending => FileEnding;

    public override void Write(Stream stream, IReadOnlyList<Row> rows)
    {
        using var text = new StreamWriter(stream, s_utf8, leaveOpen: true) { NewLine = "\n" };
        using var csv = Sep.New(',').Writer(options => options with { Escape = true }).To(text, leaveOpen: true);
        foreach (var row in rows)
        {
            using var line = csv.NewRow();
            line[Columns.File].Set(row.File);
            line[Columns.Truth].Set(row.Truth is { } truth ? Invariant.Format(truth) : "");
            line[Columns.Error].Set(row.Error ?? "");
            for (var place = 0; place < top; place++)
            {
                var best = Columns.At(row, place);
                line[Columns.Label(place)].Set(best is null ? "" : classes.Label(best.Value.Index) ?? "");
                line[Columns.Index(place)].Set(best is null ? "" : Invariant.Format(best.Value.Index));
                line[Columns.Score(place)].Set(best is null ? "" : Invariant.Format(best.Value.Score));
            }
        }
    }

    /// <summary>Without the first line of all files but the first; no column's name has a line break.</summary>
    public override void Join(Stream stream, IEnumerable<string> files)
    {
        foreach (var (index, file) in files.Index())
        {
            using var part = new BufferedStream(File.OpenRead(file));
            for (var isInNames = index > 0; isInNames;)
            {
                isInNames = part.ReadByte() is not ('\n' or -1);
            }

            part.CopyTo(stream);
        }
    }
}
