using System.Text;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Batch.Rows;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Batch;

/// <summary>
/// The results as they come: a file for each part, whole or not there, and its seal. Which shard or thread made a part changes nothing of it,
/// and two that make the same one at once do not disturb each other.
/// </summary>
/// <param name="folder">Where they are.</param>
/// <param name="format">The form of the files.</param>
/// <param name="settings">All that the results depend on besides the images.</param>
internal sealed class PartFolder(string folder, RowFormat format, string settings)
{
    private const string Prefix = "part-";

    public string Folder => folder;

    /// <summary>The path of a part's rows.</summary>
    public string PathOf(int part) => Stem(part) + format.Ending;

    public bool Has(int part) => File.Exists(Stem(part) + Seal.Ending) && File.Exists(PathOf(part));

    /// <summary>What a part adds up to that was made before; null if it was not.</summary>
    /// <exception cref="ToolException">It was made of something else.</exception>
    public Tally? Made(Part part)
    {
        if (!Has(part.Number))
        {
            return null;
        }

        var path = Stem(part.Number) + Seal.Ending;
        var seal = Seal.Read(path);
        return seal.Hash == Hash(part)
            ? seal.Tally()
            : throw new ToolException($"{PathOf(part.Number)} was made of other images, weights or options; "
                + "what it was made of is accepted, or another --output.");
    }

    public Tally Write(Part part)
    {
        var tally = new Tally();
        foreach (var row in part.Rows)
        {
            tally.Add(row);
        }

        using var files = new AtomicFileSet();
        files.Write(PathOf(part.Number), stream => format.Write(stream, part.Rows));
        files.Write(Stem(part.Number) + Seal.Ending, stream => stream.Write(Seal.Write(Hash(part), tally)));
        files.Commit();
        return tally;
    }

    /// <summary>A part beyond the last, of a longer list of images; or null.</summary>
    public string? Surplus(int parts) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, Prefix + "*" + format.Ending)
            .FirstOrDefault(file => int.TryParse(Path.GetFileNameWithoutExtension(file.AsSpan())[Prefix.Length..], out var number) && number >= parts)
        : null;

    /// <summary>Puts all parts into one file, and takes the folder away.</summary>
    public void Join(string path, int parts)
    {
        AtomicFile.Write(path, stream => format.Join(stream, Enumerable.Range(0, parts).Select(PathOf)));
        for (var part = 0; part < parts; part++)
        {
            File.Delete(Stem(part) + Seal.Ending);
            File.Delete(PathOf(part));
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private string Stem(int part) => Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{part:D8}"));

    private string Hash(Part part)
    {
        var hash = new Sha256();
        hash.Add(Encoding.UTF8.GetBytes(settings));
        foreach (var image in part.Images)
        {
            hash.Add(Encoding.UTF8.GetBytes($"\0{image.Name}\0{(image.Truth is { } truth ? Invariant.Format(truth) : "")}"));
        }

        return hash.Finish();
    }
}
