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
    public static IEnumerable<ListedImage> Images(string path, string folder, ClassNames classes)
    {
        using var text = Manifest.Open(path);
        using var reader = Read(path, () => Sep.New(',').Reader(options => options with { Unescape = true, Trim = SepTrim.Outer }).From(text));
        var (file, label) = (Column(path, reader, FileColumn), Column(path, reader, LabelColumn));
        while (Read(path, reader.MoveNext))
        {
            yield return Read(path, () => Image(path, folder, classes, reader.Current[file].ToString(), reader.Current[label].ToString(), reader));
        }
    }

    private static ListedImage Image(string path, string folder, ClassNames classes, string file, string label, SepReader reader)
    {
        var line = Invariant.Format(reader.Current.LineNumberFrom);
        if (file.Length == 0)
        {
            throw new ToolException($"{path}, line {line}: the column {FileColumn} is empty; the name of an image is accepted.");
        }

        return new ListedImage(file, Path.Combine(folder, file), label.Length == 0 ? null : classes.Find(label)
            ?? throw new ToolException($"{path}, line {line}: \"{label}\" is no class of the network. {classes.Accepted} is accepted, or nothing."));
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
