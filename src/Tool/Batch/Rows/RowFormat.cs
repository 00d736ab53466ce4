namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>A form of files of results. The same rows are the same bytes.</summary>
internal abstract class RowFormat
{
    /// <summary>The formats by the endings of their files.</summary>
    public static IReadOnlyList<string> Endings { get; } = [JsonLines.FileEnding, CsvRows.FileEnding, ParquetRows.FileEnding];

    public abstract string Ending { get; }

    /// <param name="ending">One of <see cref="Endings"/>.</param>
    /// <param name="classes">Names of classes.</param>
    /// <param name="top">The most classes that are named of an image.</param>
    public static RowFormat Of(string ending, ClassNames classes, int top) => ending switch
    {
        JsonLines.FileEnding => new JsonLines(classes),
        CsvRows.FileEnding => new CsvRows(classes, top),
        _ => new ParquetRows(classes, top),
    };

    /// <summary>Writes a file.</summary>
    public abstract void Write(Stream stream, IReadOnlyList<Row> rows);

    /// <summary>Writes one file that has the rows of several.</summary>
    public abstract void Join(Stream stream, IEnumerable<string> files);
}
