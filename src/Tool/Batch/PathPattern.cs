using System.IO.Enumeration;

namespace MobileNetGen.Tool.Batch;

/// <summary>
/// A path with <c>*</c> and <c>?</c> for characters of a name, and <c>**</c> for any number of folders: shells put names in the place of such a path,
/// as long as it is not quoted and they are not too many.
/// </summary>
internal sealed class PathPattern
{
    private const string AnyFolders = "**";

    private readonly string _named;
    private readonly string _start;
    private readonly string[] _steps;

    /// <exception cref="ToolException">No file is called so.</exception>
    public PathPattern(string named)
    {
        var steps = named.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var fixedSteps = steps.TakeWhile(step => !IsOne(step)).Count();
        (_named, _steps) = (named, [.. steps.Skip(fixedSteps).Where(step => step.Length > 0)]);
        _start = string.Join(Path.DirectorySeparatorChar, steps.Take(fixedSteps)) is var start && fixedSteps == 1 && start.Length == 0
            ? Path.DirectorySeparatorChar.ToString()
            : start;
        if (!Files().Any())
        {
            throw new ToolException($"no file is called {_named}.");
        }
    }

    /// <summary>True for a text with characters that stand for others.</summary>
    public static bool IsOne(string named) => named.AsSpan().ContainsAny('*', '?');

    /// <summary>The files that are called so; only images where <c>**</c> leaves their names open.</summary>
    public IEnumerable<string> Files() => _start.Length == 0 || Directory.Exists(_start) ? Files(_start, 0) : [];

    private IEnumerable<string> Files(string folder, int step)
    {
        var here = folder.Length == 0 ? "." : folder;
        var pattern = _steps[step];
        if (pattern == AnyFolders)
        {
            var rest = step + 1 < _steps.Length ? Files(folder, step + 1) : FolderWalk.Files(here).Where(ImageSource.IsImage).Select(Named);
            return rest.Concat(FolderWalk.Folders(here).Select(Named).Where(IsNoLink).SelectMany(inner => Files(inner, step)));
        }

        return step == _steps.Length - 1
            ? FolderWalk.Files(here).Where(Fits).Select(Named)
            : FolderWalk.Folders(here).Where(Fits).Select(Named).SelectMany(inner => Files(inner, step + 1));

        bool Fits(string path) => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: false);
        string Named(string path) => Path.Combine(folder, Path.GetFileName(path));
    }

    /// <summary>As in shells, <c>**</c> follows no links, which could lead back.</summary>
    private static bool IsNoLink(string folder) => new DirectoryInfo(folder).LinkTarget is null;
}
