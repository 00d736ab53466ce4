using System.Text;
using MobileNetGen.Generator.Support;
using nietras.SeparatedValues;

namespace MobileNetGen.Tool.Batch;

/// <summary>A CSV file with the columns <c>file</c> and <c>label</c>: images, and what they are known to show.</summary>
internal static class LabelledManifest
{
    private const string FileColumn = "file";
    private const string LabelColumn = "label";

    /// <exception cref="ToolException">The file is none, or names a class that the network has not.</exception>
    public static IEnumerable<ListedImage> Images(string path, string folder, ClassNames classes) => Rows(path).Select(row => new ListedImage(
        row.File,
        Path.Combine(folder, row.File),
        row.Label.Length == 0 ? null : classes.Find(row.Label)
            ?? throw new ToolException($"{path}, line {row.Line}: \"{row.Label}\" is no class of the network. {classes.Accepted} is accepted, or nothing.")));

    /// <summary>What the lines say.</summary>
    /// <exception cref="ToolException">The file is none.</exception>
    public static IEnumerable<(string File, string Label, string Line)> Rows(string path)
    {
        using var text = Manifest.Open(path);
        using var reader = Read(path, () => Sep.New(',').Reader(options => options with { Unescape = true, Trim = SepTrim.Outer }).From(text));
        var (file, label) = (Column(path, reader, FileColumn), Column(path, reader, LabelColumn));
        while (Read(path, reader.MoveNext))
        {
            yield return Read(path, () => Row(path, reader.Current[file].ToString(), reader.Current[label].ToString(), reader));
        }
    }

    private static (string File, string Label, string Line) Row(string path, string file, string label, SepReader reader)
    {
        var line = Invariant.Format(reader.Current.LineNumberFrom);
        if (file.Length == 0)
        {
            throw new ToolException($"{path}, line {line}: the column {FileColumn} is empty; the name of an image is accepted.");
        }

        return (file, label, line);
    }

    private static int Column(string path, SepReader reader, string name) => reader.Header.TryIndexOf(name, out var index)
        ? index
        : throw new ToolException($"{path} has no column \"{name}\" but {string.Join(", ", reader.Header.ColNames.Select(column => $"\"{column}\""))}; "
            + $"a first line with {FileColumn} and {LabelColumn}, separated by commas, is accepted.");

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or IOException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"{path} is no CSV file that can be read: {wrong.Message}");
        }
    }
}
