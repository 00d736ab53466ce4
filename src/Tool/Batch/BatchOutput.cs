using MobileNetGen.Tool.Batch.Rows;

namespace MobileNetGen.Tool.Batch;

/// <summary>Where results go: into a folder of parts, or into one file, which is joined of parts in a folder beside it.</summary>
/// <param name="Folder">The folder of parts.</param>
/// <param name="File">The file, or null.</param>
/// <param name="Ending">The form of the parts.</param>
internal sealed record BatchOutput(string Folder, string? File, string Ending)
{
    /// <param name="named">A file with one of the endings, or a folder.</param>
    /// <param name="format">The form that the user names, without a point; or null.</param>
    /// <exception cref="ToolException">The file's ending is none of them, or another than that.</exception>
    public static BatchOutput Of(string named, string? format)
    {
        var said = format is null ? null : "." + format;
        var ending = Path.GetExtension(named).ToLowerInvariant();
        if (Directory.Exists(named) || Path.EndsInDirectorySeparator(named) || ending.Length == 0)
        {
            return new BatchOutput(named, null, said ?? JsonLines.FileEnding);
        }

        if (!RowFormat.Endings.Contains(ending))
        {
            throw new ToolException($"--output is {named}; a file that ends in {string.Join(", ", RowFormat.Endings)} is accepted, or a folder: "
                + $"{named}{Path.DirectorySeparatorChar}.");
        }

        return said is null || said == ending
            ? new BatchOutput(named + ".parts", named, ending)
            : throw new ToolException($"--output is {named}, and --format is {format}; one of the two is accepted, or both of one form.");
    }
}
