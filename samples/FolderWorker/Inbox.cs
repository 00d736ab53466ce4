using System.Text.Json;
using MobileNetGen.Imaging;

namespace MobileNetGen.Samples.FolderWorker;

/// <summary>A folder of images, each with its answer beside it as <c>NAME.json</c> once there is one.</summary>
internal sealed class Inbox(string folder)
{
    /// <summary>Copying takes a while: a file that changed less long ago may not be whole yet.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(2);

    public string Folder => folder;

    /// <summary>Images without an answer, or newer than theirs, the oldest first.</summary>
    /// <exception cref="IOException">The folder is gone, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<FileInfo> Waiting() =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => ImageFile.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && !IsAnswered(file))
            .OrderBy(file => file.LastWriteTimeUtc),
    ];

    /// <summary>Why a file is not even opened, or null. A pipe would never end, and a link may lead anywhere.</summary>
    public static string? Refusal(FileInfo file) => file switch
    {
        { LinkTarget: not null } => "it is a link, and links are not followed",
        { Exists: false } => "it is gone",
        { Length: 0 } => "it is empty, or no regular file",
        _ => null,
    };

    /// <summary>True if nobody seems to write to the file any more.</summary>
    public static bool IsSettled(FileInfo file) => DateTime.UtcNow - file.LastWriteTimeUtc > s_settled;

    /// <summary>
    /// Puts an answer beside its image, whole or not at all, in the place of whatever has the answer's name: nothing is written through a
    /// link or a pipe.
    /// </summary>
    /// <exception cref="IOException">The answer cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The answer may not be written.</exception>
    public static void Answer(FileInfo file, Answer answer)
    {
        // A pipe that waits under the answer's name would be written to, and nobody may ever read it: so it is replaced.
        var draft = Path.Combine(file.DirectoryName!, $".{Path.GetRandomFileName()}.answer");
        AtomicFile.WriteText(draft, JsonSerializer.Serialize(answer, AnswerJson.Default.Answer));
        try
        {
            File.Move(draft, AnswerTo(file), overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>A link or a pipe in the answer's place is no answer.</summary>
    private static bool IsAnswered(FileInfo file) =>
        new FileInfo(AnswerTo(file)) is { Exists: true, LinkTarget: null, Length: > 0 } answer && answer.LastWriteTimeUtc >= file.LastWriteTimeUtc;

    private static string AnswerTo(FileInfo file) => file.FullName + ".json";
}
